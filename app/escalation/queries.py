"""What is promised to whoever asked, and what is due."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Text, cast, exists, func, select

from app.accounts.actors import Guest
from app.accounts.models import User
from app.activity.models import Owed
from app.cases.clocks.queries import policy_now
from app.cases.queries import hours_now
from app.escalation.promises import Owner, Promise, promise_before_asking, promise_for
from app.extensions import db
from app.kit.clock import now
from app.posts.kinds import Standing
from app.posts.models import Post, Revision
from app.questions.models import Answer, NeedsStaff, Question
from app.questions.states import Owner as Turn
from app.questions.states import Trigger
from app.questions.turns import LAPSE_AFTER

POSTS_WITHOUT_ACCEPTANCE = 6
DID_NOT_HELP_TIMES = 2
MEMBERS_WHO_SAY_SO = 2


def promise_of(question: Question, reader: User | Guest | None = None) -> Promise | None:
    """What happens next to a question, by when; None when nobody has it any more."""
    return promises_of([question], reader.id if reader is not None else None)[question.id]


def promises_of(questions: Iterable[Question], reader_id: int | None = None) -> dict[int, Promise | None]:
    """The promise of each question by its id, from what is known of it in public alone; without a query."""
    return {question.id: _promise(question, reader_id) for question in questions}


def _promise(question: Question, reader_id: int | None) -> Promise | None:
    return promise_for(
        Owner(question.owner_state.value) if question.owner_state else None,
        question.next_due_at if question.owner_state is not Turn.COMMUNITY else question.window_ends_at,
        now=now(),
        hours=hours_now(),
        policy=policy_now(),
        promised_at=question.promised_at,
        missed_at=question.missed_at,
        lapses_at=question.awaiting_since + LAPSE_AFTER if question.awaiting_since else None,
        to_asker=reader_id is not None and reader_id == question.author_id,
        known_issue=question.trigger is Trigger.KNOWN_ISSUE,
    )


def promise_when_asking(window: timedelta) -> Promise:
    """What pressing Ask will lead to."""
    return promise_before_asking(now(), hours=hours_now(), policy=policy_now(), peer_window=window)


def due_questions(before: datetime, limit: int) -> Sequence[int]:
    """Questions whose turn must pass on and that nobody was asked to pass on yet, what is due longest first."""
    asked = exists().where(Owed.unique_key == "turn:" + cast(Question.__table__.c.id, Text))
    due = Question.__table__.c.next_due_at
    query = select(Question.__table__.c.id).where(due <= before, ~asked).order_by(due, Question.__table__.c.id)
    return db.session.scalars(query.limit(limit)).all()


def said_not_to_help(question_id: int) -> int:
    query = select(func.count()).select_from(Answer)
    query = query.where(Answer.question_id == question_id, Answer.did_not_help_at.is_not(None))
    return db.session.scalar(query) or 0


def posts_below(question_id: int) -> int:
    """Answers and comments of a thread that can be read."""
    query = select(func.count()).select_from(Post).where(Post.thread_id == question_id, Post.id != question_id)
    query = query.where(Post.standing == Standing.VISIBLE)
    return db.session.scalar(query) or 0


def text_before(post_id: int, revision: int) -> str:
    """Title and text of a post as they stood before this revision, as they were written."""
    query = select(Revision.title, Revision.source).where(Revision.post_id == post_id, Revision.number == revision - 1)
    row = db.session.execute(query).one_or_none()
    return f"{row.title or ''}\n{row.source}" if row is not None else ""


def members_who_say_staff(question_id: int) -> int:
    query = select(func.count()).select_from(NeedsStaff).where(NeedsStaff.question_id == question_id)
    return db.session.scalar(query) or 0


def leading_answer_id(question_id: int) -> int | None:
    """The answer that leads by the asker's word, then by votes, whatever its label: one that was just disputed led before."""
    query = (
        select(Answer.id)
        .select_from(Answer)
        .where(Answer.question_id == question_id, Answer.standing == Standing.VISIBLE)
        .order_by(Answer.accepted_at.is_(None), Answer.votes.desc(), Answer.id)
    )
    return db.session.scalar(query.limit(1))
