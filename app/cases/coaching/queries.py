"""Who is in training, who looks over, and what waits for them."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts.models import User
from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.cases.coaching.models import Looked, Training, WaitingReply
from app.cases.desk.presence import away_until
from app.cases.models import Case
from app.cases.queries import WHOLE
from app.extensions import db
from app.kit.errors import Unseen

_WITH = (
    joinedload(WaitingReply.author),
    joinedload(WaitingReply.reviewer),
    joinedload(WaitingReply.case).options(*WHOLE),
)


def training_of(user_id: int) -> Training | None:
    query = select(Training).where(Training.user_id == user_id, Training.ended_at.is_(None))
    return db.session.scalar(query)


def in_training(user_id: int | None) -> bool:
    return user_id is not None and training_of(user_id) is not None


def trainees() -> set[int]:
    return set(db.session.scalars(select(Training.user_id).where(Training.ended_at.is_(None))))


def waiting_counts(actor: User) -> tuple[int, int]:
    """How many replies wait to be looked over: of others, in cases that are not one's own, and of one's own."""
    own = WaitingReply.author_id == actor.id
    others_case = Case.customer_id != actor.id
    query = (
        select(func.count().filter(~own, others_case), func.count().filter(own)).select_from(WaitingReply).join(Case)
    )
    others, mine = db.session.execute(query.where(WaitingReply.state == Looked.WAITING)).one()
    return others, mine


def who_looks_over(author: User, case: Case) -> User | None:
    """An agent or lead who is not in training, not the author and not the customer: who is here before who is away, then
    who has the fewest to look over."""
    learning = trainees()
    people = [
        one
        for one in people_with(Role.AGENT, Role.LEAD)
        if not one.is_suspended and one.id not in (*learning, author.id, case.customer_id)
    ]
    if not people:
        return None
    ids = [one.id for one in people]
    away = away_until(ids)
    query = select(WaitingReply.reviewer_id, func.count()).where(
        WaitingReply.reviewer_id.in_(ids), WaitingReply.state == Looked.WAITING
    )
    has = {row[0]: row[1] for row in db.session.execute(query.group_by(WaitingReply.reviewer_id))}
    return min(people, key=lambda one: (one.id in away, has.get(one.id, 0), one.id))


def waiting_replies(actor: User) -> Sequence[WaitingReply]:
    """All that wait to be looked over, what is due first. For agents and leads alone, and nobody reads what is on its way to
    themself."""
    query = select(WaitingReply).join(Case).where(Case.customer_id != actor.id)
    query = query.where(WaitingReply.state == Looked.WAITING).options(*_WITH)
    return db.session.scalars(query.order_by(WaitingReply.due_at, WaitingReply.id).limit(200)).all()


def waiting_reply(reference: str) -> WaitingReply:
    found = db.session.scalar(select(WaitingReply).where(WaitingReply.reference == reference).options(*_WITH))
    if found is None:
        raise Unseen
    return found


def waiting_in(case: Case) -> Sequence[WaitingReply]:
    query = select(WaitingReply).where(WaitingReply.case_id == case.id, WaitingReply.state == Looked.WAITING)
    return db.session.scalars(query.options(*_WITH).order_by(WaitingReply.id.desc())).all()


def to_write_anew(case: Case, author_id: int | None) -> Sequence[WaitingReply]:
    """What came back to its author, or was taken back, and was not written anew: nothing of theirs was handed in since. The
    latest first."""
    later = aliased(WaitingReply)
    since = select(later.id).where(
        later.case_id == WaitingReply.case_id,
        later.author_id == WaitingReply.author_id,
        later.id > WaitingReply.id,
        later.asked_at >= WaitingReply.decided_at,
    )
    query = select(WaitingReply).where(
        WaitingReply.case_id == case.id,
        WaitingReply.author_id == author_id,
        WaitingReply.state.in_((Looked.RETURNED, Looked.TAKEN_BACK)),
        ~since.exists(),
    )
    return db.session.scalars(query.options(*_WITH).order_by(WaitingReply.id.desc()).limit(3)).all()
