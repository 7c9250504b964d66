"""Writing a checked dump: archived questions, answers, comments, authors without e-mail, times and attribution kept.

Everything happens in the caller's transaction, so an import that fails leaves the database as it was. What has an
origin of this source already is passed over, so a second run adds nothing.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import User
from app.catalogue.models import Category, Tag
from app.imports.bulk import Bulk
from app.imports.stackexchange.people import Origins, People
from app.imports.stackexchange.reader import Dump
from app.imports.stackexchange.rows import AnswerRow, CommentRow, QuestionRow, RevisionRow, VoteKind
from app.imports.stackexchange.rows import LinkKind as DumpLink
from app.imports.stackexchange.texts import Texts
from app.kit.clock import now
from app.kit.markup import SourceFormat
from app.posts.addresses import slug_of
from app.posts.kinds import PostKind
from app.posts.models import TITLE_MAX, Origin, Post, Revision
from app.questions.models import Acceptance, Answer, Comment, LinkKind, Question, ThreadLink, ThreadTag
from app.questions.states import Level, State

TAG_MAX = 60
ORDER = (Origin, User, Tag, Post, Question, Answer, Comment, Revision, ThreadTag, Acceptance, ThreadLink)
"""Parents before children: the order in which waiting rows are written."""


class Writer:
    """Takes a dump over into the database, table by table."""

    def __init__(
        self, session: Session, dump: Dump, *, source: str, category: Category, progress: Callable[[int], None]
    ) -> None:
        self.session, self.dump, self.category, self.progress = session, dump, category, progress
        self.bulk = Bulk(session, ORDER)
        self.origins = Origins(self.bulk, source)
        self.people = People(self.origins, dump)
        self.texts = Texts(self.bulk, self.origins, self.people, progress)
        self.posts: dict[int, int] = {}
        self.threads: dict[int, int] = {}
        self.moment = now()
        self.counts: Counter[str] = Counter()

    def write(self) -> dict[str, int]:
        """Everything of the dump that is not here yet; how much of each was added."""
        for user in self.dump.users():
            self.people.add(user.id, user.display_name, user.created_at)
            self.progress(1)
        tags, history = self._tags(), self._history()
        accepted_at = {vote.post_id: vote.cast_at for vote in self.dump.votes() if vote.kind is VoteKind.ACCEPTED}
        answered = Counter(answer.question_id for answer in self.dump.answers())
        questions = {row.id: row for row in self.dump.questions()}
        for row in questions.values():
            self._question(row, answered[row.id], accepted_at, tags, history.get(row.id, []))
        for answer in self.dump.answers():
            self._answer(answer, questions[answer.question_id], accepted_at, history.get(answer.id, []))
        for comment in self.dump.comments():
            self._comment(comment)
        self._links()
        self.bulk.write()
        return {"users": self.people.added, **self.counts}

    def _tags(self) -> dict[str, int]:
        """Every tag of the dump by its name; those that are here already are used."""
        here = dict(self.session.execute(select(Tag.slug, Tag.id)).all())
        found: dict[str, int] = {}
        for row in self.dump.tags():
            slug = slug_of(row.name)[:TAG_MAX]
            if slug not in here:
                here[slug] = self.bulk.next_id(Tag)
                self.bulk.add(Tag, id=here[slug], slug=slug, about="")
            found[row.name] = here[slug]
        return found

    def _history(self) -> dict[int, list[RevisionRow]]:
        found: dict[int, list[RevisionRow]] = {}
        for row in self.dump.revisions():
            if row.body_markdown is not None:
                found.setdefault(row.post_id, []).append(row)
        return found

    def _passed_over(self, row_id: int, foreign: str, thread_id: int | None) -> bool:
        """Whether an earlier run took this post over; what follows it still finds it."""
        made = self.origins.made(Post, foreign)
        if made is not None:
            self.posts[row_id], self.threads[row_id] = made, thread_id or made
        return made is not None

    def _question(
        self,
        row: QuestionRow,
        answers: int,
        accepted_at: dict[int, datetime],
        tags: dict[str, int],
        versions: list[RevisionRow],
    ) -> None:
        foreign, site = f"post:{row.id}", self.dump.site
        if self._passed_over(row.id, foreign, None):
            return
        title = row.title if len(row.title) <= TITLE_MAX else row.title[: TITLE_MAX - 1] + "…"
        post_id = self.texts.add(
            PostKind.QUESTION,
            foreign,
            row,
            row.body_html,
            SourceFormat.HTML,
            versions=versions,
            thread_id=None,
            title=title,
            url=site.question_url(row.id) if site else "",
        )
        active_at, accepted = row.last_active_at or row.created_at, row.accepted_answer_id
        self.bulk.add(
            Question,
            id=post_id,
            category_id=self.category.id,
            level=Level.COMMUNITY,
            state=State.SOLVED if accepted else State.ANSWERED if answers else State.OPEN,
            solved_at=(accepted_at.get(accepted) or active_at) if accepted else None,
            answers_count=answers,
            too_count=0,
            reminders=0,
            active_at=active_at,
            archived_at=self.moment,
            locked_at=row.locked_at,
        )
        for tag_id in {tags[name] for name in row.tags if name in tags}:
            self.bulk.add(ThreadTag, question_id=post_id, tag_id=tag_id)
        self.posts[row.id] = self.threads[row.id] = post_id
        self.counts["questions"] += 1

    def _answer(
        self, row: AnswerRow, question: QuestionRow, accepted_at: dict[int, datetime], versions: list[RevisionRow]
    ) -> None:
        foreign, thread_id, site = f"post:{row.id}", self.threads[row.question_id], self.dump.site
        if self._passed_over(row.id, foreign, thread_id):
            return
        accepted = question.accepted_answer_id == row.id
        when = (accepted_at.get(row.id) or row.created_at) if accepted else None
        post_id = self.texts.add(
            PostKind.ANSWER,
            foreign,
            row,
            row.body_html,
            SourceFormat.HTML,
            versions=versions,
            thread_id=thread_id,
            url=site.answer_url(row.id) if site else "",
            accepted_at=when,
        )
        self.bulk.add(Answer, id=post_id, question_id=thread_id, is_active_official=False)
        if accepted:
            self.bulk.add(
                Acceptance,
                question_id=thread_id,
                answer_id=post_id,
                by_id=self.people.author(question.author, question.created_at),
                at=when,
                by_staff=False,
                reason="",
                imported=True,
            )
            self.counts["accepted"] += 1
        self.posts[row.id], self.threads[row.id] = post_id, thread_id
        self.bulk.write_if_many()
        self.counts["answers"] += 1

    def _comment(self, row: CommentRow) -> None:
        foreign = f"comment:{row.id}"
        if foreign in self.origins.known:
            return
        thread_id = self.threads[row.post_id]
        post_id = self.texts.add(
            PostKind.COMMENT, foreign, row, row.text, SourceFormat.MARKDOWN, versions=[], thread_id=thread_id
        )
        self.bulk.add(Comment, id=post_id, on_id=self.posts[row.post_id])
        self.bulk.write_if_many()
        self.counts["comments"] += 1

    def _links(self) -> None:
        """Links between threads that were taken over; one a pair, a duplicate goes before a mention."""
        here = {tuple(pair) for pair in self.session.execute(select(ThreadLink.from_id, ThreadLink.to_id))}
        pairs: dict[tuple[int, int], LinkKind] = {}
        for row in self.dump.links():
            start, end = self.threads.get(row.post_id), self.threads.get(row.related_id)
            if start is None or end is None or start == end or (start, end) in here:
                continue
            if row.kind is DumpLink.DUPLICATE or (start, end) not in pairs:
                pairs[start, end] = LinkKind(row.kind.value)
        for (start, end), kind in pairs.items():
            self.bulk.add(ThreadLink, from_id=start, to_id=end, kind=kind)
        self.counts["links"] += len(pairs)
