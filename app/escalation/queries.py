"""What is promised to whoever asked, and what is due."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.accounts.actors import Guest
from app.accounts.models import User
from app.cases.models import Case
from app.cases.queries import hours_now
from app.cases.states import CaseState
from app.escalation.promises import Owner, Promise, promise_before_asking, promise_for
from app.extensions import db
from app.kit.clock import now
from app.posts.models import Post
from app.questions.models import Answer, NeedsStaff, Question
from app.questions.states import Owner as Turn

POSTS_WITHOUT_ACCEPTANCE = 6
DID_NOT_HELP_TIMES = 2
MEMBERS_WHO_SAY_SO = 2


def promise_of(question: Question, reader: User | Guest | None = None) -> Promise | None:
    """What happens next to a question, by when; None when nobody has it any more."""
    return promises_of([question], reader.id if reader is not None else None)[question.id]


def promises_of(questions: Iterable[Question], reader_id: int | None = None) -> dict[int, Promise | None]:
    """The promise of each question by its id; one query more than for none, however many."""
    questions = list(questions)
    with_staff = [question.id for question in questions if question.owner_state is Turn.STAFF]
    promised: dict[int, datetime | None] = {}
    if with_staff:
        rows = select(Case.question_id, Case.promised_at).where(Case.question_id.in_(with_staff)).order_by(Case.id)
        promised = {question_id: at for question_id, at in db.session.execute(rows) if question_id is not None}
    return {question.id: _promise(question, promised.get(question.id), reader_id) for question in questions}


def _promise(question: Question, promised_at: datetime | None, reader_id: int | None) -> Promise | None:
    return promise_for(
        Owner(question.owner_state.value) if question.owner_state else None,
        question.next_due_at if question.owner_state is not Turn.COMMUNITY else question.window_ends_at,
        now=now(),
        hours=hours_now(),
        case_due_at=promised_at,
        to_asker=reader_id is not None and reader_id == question.author_id,
    )


def promise_when_asking(window: timedelta) -> Promise:
    """What pressing Ask will lead to."""
    return promise_before_asking(now(), hours=hours_now(), peer_window=window)


def due_questions(before: datetime, limit: int = 500) -> Sequence[int]:
    """The questions whose turn must pass on, what is due longest first."""
    query = select(Question.id).where(Question.next_due_at <= before).order_by(Question.next_due_at, Question.id)
    return db.session.scalars(query.limit(limit)).all()


def due_cases(before: datetime, limit: int = 500) -> Sequence[int]:
    query = select(Case.id).where(Case.next_due_at <= before, Case.state.not_in((CaseState.ANSWERED,)))
    return db.session.scalars(query.order_by(Case.next_due_at, Case.id).limit(limit)).all()


def said_not_to_help(question_id: int) -> int:
    query = select(func.count()).select_from(Answer)
    query = query.where(Answer.question_id == question_id, Answer.did_not_help_at.is_not(None))
    return db.session.scalar(query) or 0


def posts_below(question_id: int) -> int:
    """Answers and comments of a thread."""
    query = select(func.count()).select_from(Post).where(Post.thread_id == question_id, Post.id != question_id)
    return db.session.scalar(query) or 0


def members_who_say_staff(question_id: int) -> int:
    query = select(func.count()).select_from(NeedsStaff).where(NeedsStaff.question_id == question_id)
    return db.session.scalar(query) or 0


def leading_answer_id(question_id: int) -> int | None:
    """The answer a reader meets first: accepted, then most votes, then oldest."""
    query = (
        select(Answer.id)
        .select_from(Answer)
        .where(Answer.question_id == question_id)
        .order_by(Answer.accepted_at.is_(None), Answer.votes.desc(), Answer.id)
    )
    return db.session.scalar(query.limit(1))
