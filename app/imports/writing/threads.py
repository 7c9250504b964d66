"""Questions with everything said in them, archived: nobody is asked to answer, nothing is owed."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, select, update

from app.activity.versions import thread_key, touch
from app.imports.archive_rows import ReplyRow, ThreadRow
from app.imports.desk import Desk
from app.imports.writing.posts import fitting_title
from app.kit.clock import now
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.models import Acceptance, Answer, Comment, Question, ThreadTag
from app.questions.states import Level, State
from app.search.marking import mark


class Threads:
    """Writes whole threads; of one that is here already, what is new in it."""

    def __init__(self, desk: Desk, *, category: str) -> None:
        self.bulk, self.origins, self.people = desk.bulk, desk.origins, desk.people
        self.places, self.posts, self.category = desk.places, desk.posts, category

    def write(self, threads: Sequence[ThreadRow]) -> Counter[str]:
        """How much of each kind was added."""
        posts = [post for thread in threads for post in thread.posts]
        known = self.origins.made(Post, (post.foreign for post in posts))
        self.people.meet(thread.author for thread in threads)
        self.people.meet_authors(post for post in posts if post.foreign not in known)
        added: Counter[str] = Counter()
        for thread in threads:
            new = [reply for reply in thread.replies if reply.foreign not in known]
            is_new = thread.foreign not in known
            if is_new:
                self._thread(thread, known)
                added["questions"] += 1
                added["spam"] += thread.spam
            elif new:
                self._goes_on(thread, known[thread.foreign], new)
            for reply in new:
                added[self._reply(thread, reply, known)] += 1
                added["spam"] += reply.spam
                added["accepted"] += _accepted(reply)
            if (new or is_new) and not thread.spam:
                mark("question", known[thread.foreign])
            self.bulk.write_if_many()
        self.posts.write_addresses()
        self.bulk.write()
        added["users"] = len(self.people.fresh)
        return +added

    def _thread(self, row: ThreadRow, known: dict[str, int]) -> None:
        title = fitting_title(row.title)
        post_id = self.posts.add(PostKind.QUESTION, row, title=title)
        known[row.foreign] = post_id
        accepted = (reply.accepted_at for reply in row.replies if _accepted(reply))
        solved_at = min((at for at in accepted if at is not None), default=None)
        self.bulk.add(
            Question,
            id=post_id,
            category_id=self.places.category(row.category or self.category),
            product_id=self.places.product(row.product) if row.product else None,
            level=Level.COMMUNITY,
            state=State.SOLVED if solved_at else State.ANSWERED if _by_others(row, row.replies) else State.OPEN,
            solved_at=solved_at,
            answers_count=_shown_answers(row.replies),
            too_count=0,
            reminders=0,
            active_at=row.active_at or _last(row),
            archived_at=now(),
            locked_at=row.locked_at,
        )
        for tag_id in sorted({self.places.tag(name) for name in row.tags}):
            self.bulk.add(ThreadTag, question_id=post_id, tag_id=tag_id)

    def _goes_on(self, row: ThreadRow, thread_id: int, new: list[ReplyRow]) -> None:
        """A later archive says more of a thread: its state follows, as long as it is still archived here."""
        table = cast(Table, Question.__table__)
        columns = (table.c.state, table.c.solved_at, table.c.active_at)
        here = self.bulk.session.execute(
            select(*columns).where(table.c.id == thread_id, table.c.archived_at.is_not(None))
        ).first()
        touch(self.bulk.session, thread_key(thread_id))
        if here is None:
            return
        state, solved_at = here.state, here.solved_at
        accepted = [reply.accepted_at for reply in new if reply.accepted_at and _accepted(reply)]
        if state is not State.SOLVED and accepted:
            state, solved_at = State.SOLVED, min(accepted)
        elif state is State.OPEN and _by_others(row, new):
            state = State.ANSWERED
        self.bulk.session.execute(
            update(table)
            .where(table.c.id == thread_id)
            .values(
                state=state,
                solved_at=solved_at,
                active_at=max(here.active_at, _last(row)),
                answers_count=table.c.answers_count + _shown_answers(new),
            )
        )

    def _reply(self, thread: ThreadRow, row: ReplyRow, known: dict[str, int]) -> str:
        thread_id = known[thread.foreign]
        accepted_at = row.accepted_at if _accepted(row) else None
        post_id = self.posts.add(row.kind, row, thread_id=thread_id, language=thread.language, accepted_at=accepted_at)
        known[row.foreign] = post_id
        if row.kind is PostKind.COMMENT:
            self.bulk.add(Comment, id=post_id, on_id=known.get(row.on, thread_id) if row.on else thread_id)
            return "comments"
        self.bulk.add(Answer, id=post_id, question_id=thread_id, is_active_official=False)
        if accepted_at:
            self.bulk.add(
                Acceptance,
                question_id=thread_id,
                answer_id=post_id,
                by_id=self.people.id_of(thread.author, thread.at),
                at=accepted_at,
                by_staff=False,
                reason="",
                imported=True,
            )
        return "answers"


def _accepted(reply: ReplyRow) -> bool:
    return reply.accepted_at is not None and reply.kind is PostKind.ANSWER and not reply.spam


def _shown_answers(replies: Sequence[ReplyRow]) -> int:
    return sum(reply.kind is PostKind.ANSWER and not reply.spam for reply in replies)


def _by_others(thread: ThreadRow, replies: Sequence[ReplyRow]) -> bool:
    return any(
        reply.kind is PostKind.ANSWER and not reply.spam and reply.author.foreign != thread.author.foreign
        for reply in replies
    )


def _last(thread: ThreadRow) -> datetime:
    return max(post.at for post in thread.posts)
