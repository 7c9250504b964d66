"""Reading cases: always through visible_to(actor)."""

from collections.abc import Sequence

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.cases.hours import BusinessHours, parse_week
from app.cases.models import Calendar, Case, CaseMessage, CaseNote, PrivateDetails
from app.cases.queue import QueueEntry
from app.cases.states import DONE, CaseState
from app.extensions import db
from app.kit.errors import Unseen
from app.questions.models import Question

Actor = User | Guest

DEFAULT_HOURS = BusinessHours(zone="Europe/Rome", week=parse_week("Mon-Fri 9:00-18:00"), country="IT")

WHOLE = (joinedload(Case.customer), joinedload(Case.owner), joinedload(Case.question).joinedload(Question.product))


_LATEST_CALENDAR = select(Calendar).order_by(Calendar.id.desc()).limit(1)


def hours_now() -> BusinessHours:
    """The business hours in force, read once a transaction."""
    session = db.session()
    found = session.info.get("hours")
    if found is None:
        row = session.scalar(_LATEST_CALENDAR)
        found = BusinessHours.from_dict(row.hours) if row else DEFAULT_HOURS
        session.info["hours"] = found
    return found


def visible_to(actor: Actor) -> Select[Case]:
    query = select(Case).options(*WHOLE)
    if actor.is_system or actor.has(Role.AGENT, Role.LEAD):
        return query
    return query.where(false() if actor.id is None else Case.customer_id == actor.id)


def visible_case(actor: Actor, reference: str) -> Case:
    """The case with its conversation; its notes only for staff. Unseen if it is not theirs."""
    query = visible_to(actor).where(Case.reference == reference)
    query = query.options(selectinload(Case.messages).joinedload(CaseMessage.author))
    if actor.has(Role.AGENT, Role.LEAD):
        query = query.options(selectinload(Case.notes).joinedload(CaseNote.author))
    found = db.session.scalar(query)
    if found is None:
        raise Unseen
    return found


def case_of(question_id: int) -> Case | None:
    """The newest case of a question, open or not. For actions and reactions; pages use visible_case."""
    query = select(Case).where(Case.question_id == question_id).order_by(Case.id.desc()).limit(1)
    return db.session.scalar(query.options(*WHOLE))


def open_case_of(question_id: int) -> Case | None:
    case = case_of(question_id)
    return case if case is not None and case.is_open else None


def queue_entries() -> list[QueueEntry]:
    """Everything that waits for an agent, as the queue may see it."""
    query = select(Case.id, Case.severity, Case.entered_at, Case.deadline).where(Case.state == CaseState.QUEUED)
    return [QueueEntry(*row) for row in db.session.execute(query)]


def cases_held_by(actor: User) -> Sequence[Case]:
    """An agent's own cases, what is due first."""
    query = visible_to(actor).where(Case.owner_id == actor.id, Case.state.not_in(DONE))
    return db.session.scalars(query.order_by(Case.next_due_at, Case.id)).all()


def waiting_cases(actor: User, limit: int = 50) -> Sequence[Case]:
    """The queue as staff see it, in its own order."""
    query = visible_to(actor).where(Case.state == CaseState.QUEUED)
    return db.session.scalars(query.order_by(Case.deadline, Case.entered_at, Case.id).limit(limit)).all()


def cases_of_customer(customer: User) -> Sequence[Case]:
    query = visible_to(customer).where(Case.customer_id == customer.id)
    return db.session.scalars(query.order_by(Case.id.desc()).limit(100)).all()


def private_details(question_id: int) -> PrivateDetails | None:
    """Ask can_see_private_details first."""
    return db.session.get(PrivateDetails, question_id)
