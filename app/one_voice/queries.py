"""What was said officially before in the same matter; what waits for approval; which answers need it."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.cases.coaching.queries import trainees
from app.cases.desk.presence import away_until
from app.extensions import db
from app.kit.database import table_of
from app.kit.errors import Unseen
from app.one_voice.models import ApprovalRule, WaitingOfficial
from app.one_voice.states import Needs, Waiting
from app.questions.models import Answer, Question
from app.questions.queries import seen_by
from app.search.queries import similar

DEFAULT = Needs.SENSITIVE
LOOKED_AT = 20
SHOWN = 5
WORDS_MAX = 1000


def needs_now() -> Needs:
    query = select(ApprovalRule.needs).order_by(ApprovalRule.id.desc()).limit(1)
    return db.session.scalar(query) or DEFAULT


def rules() -> Sequence[tuple[ApprovalRule, str | None]]:
    """Every change of the setting with the name of whoever made it, the latest first."""
    query = select(ApprovalRule, User.display_name).outerjoin(User, User.id == ApprovalRule.by_id)
    return [(row, name) for row, name in db.session.execute(query.order_by(ApprovalRule.id.desc()).limit(50))]


def said_before(actor: User, question: Question) -> Sequence[Answer]:
    """The official answers of other threads about the same thing: similar words, and no other product."""
    words = f"{question.title} {question.text}"[:WORDS_MAX]
    threads = [
        found.document.id
        for found in similar(actor, words, question.language, LOOKED_AT)
        if found.document.kind == "question" and found.document.official and found.document.id != question.id
    ]
    if not threads:
        return []
    table = table_of(Question)
    if question.product_id is not None:
        same = table.c.product_id.is_(None) | (table.c.product_id == question.product_id)
        fitting = set(db.session.scalars(select(table.c.id).where(table.c.id.in_(threads), same)))
        threads = [one for one in threads if one in fitting]
    query = select(Answer).where(Answer.question_id.in_(threads), Answer.is_active_official, seen_by(actor, Answer))
    found = {one.question_id: one for one in db.session.scalars(query.options(*_SHOWN))}
    return [found[thread] for thread in threads if thread in found][:SHOWN]


_SHOWN = (joinedload(Answer.author), joinedload(Answer.origin), selectinload(Answer.question))
_WHOLE = (
    selectinload(WaitingOfficial.answer).options(*_SHOWN),
    joinedload(WaitingOfficial.author),
    joinedload(WaitingOfficial.owner),
)


def waiting_officials() -> Sequence[WaitingOfficial]:
    """All that wait, what is due first. Ask can_see_waiting first."""
    query = select(WaitingOfficial).where(WaitingOfficial.state == Waiting.WAITING).options(*_WHOLE)
    return db.session.scalars(query.order_by(WaitingOfficial.due_at, WaitingOfficial.id).limit(200)).all()


def waiting_count() -> int:
    query = select(func.count()).select_from(WaitingOfficial).where(WaitingOfficial.state == Waiting.WAITING)
    return db.session.scalar(query) or 0


def waiting_official(reference: str) -> WaitingOfficial:
    query = select(WaitingOfficial).where(WaitingOfficial.reference == reference).options(*_WHOLE)
    found = db.session.scalar(query)
    if found is None:
        raise Unseen
    return found


def waiting_of(answer_id: int) -> WaitingOfficial | None:
    """The open request for an answer."""
    query = select(WaitingOfficial).where(WaitingOfficial.answer_id == answer_id)
    return db.session.scalar(query.where(WaitingOfficial.state == Waiting.WAITING).options(*_WHOLE))


def shown_answers(actor: User, ids: Sequence[int | None]) -> Sequence[Answer]:
    """These answers, as far as this person may see them."""
    query = select(Answer).where(Answer.id.in_([one for one in ids if one is not None]), seen_by(actor, Answer))
    return db.session.scalars(query.options(*_SHOWN).order_by(Answer.id)).all()


def who_approves(*authors: int) -> User | None:
    """The spokesperson with the fewest waiting, those at the desk before those away; none of the authors, and nobody in
    training."""
    left_out = trainees().union(authors)
    people = [
        one
        for one in people_with(Role.AGENT, Role.LEAD)
        if one.is_spokesperson and not one.is_suspended and one.id not in left_out
    ]
    if not people:
        return None
    ids = [one.id for one in people]
    away = away_until(ids)
    query = select(WaitingOfficial.owner_id, func.count()).where(
        WaitingOfficial.owner_id.in_(ids), WaitingOfficial.state == Waiting.WAITING
    )
    has = {row[0]: row[1] for row in db.session.execute(query.group_by(WaitingOfficial.owner_id))}
    return min(people, key=lambda one: (one.id in away, has.get(one.id, 0), one.id))
