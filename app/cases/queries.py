"""Reading cases: always through visible_to(actor)."""

from collections.abc import Sequence

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.activity.kept import kept
from app.cases.clocks.models import PolicyVersion
from app.cases.due import standing
from app.cases.hours import BusinessHours, parse_week
from app.cases.models import Calendar, Case, CaseMessage, CaseNote, PrivateDetails
from app.cases.sla import SlaPolicy
from app.cases.sla_policy import from_dict
from app.cases.states import DONE, CaseState
from app.extensions import db
from app.kit.errors import Unseen
from app.labels.algebra import CAUTION
from app.labels.models import LabelRow
from app.posts.kinds import Standing, Voice
from app.posts.voices import AT_THE_DESK
from app.questions.models import Answer, Question

Actor = User | Guest

DEFAULT_HOURS = BusinessHours(zone="Europe/Rome", week=parse_week("Mon-Fri 9:00-18:00"), country="IT")
DEFAULT_POLICY = SlaPolicy()

WHOLE = (
    joinedload(Case.customer),
    joinedload(Case.owner),
    selectinload(Case.question).joinedload(Question.product),
    joinedload(Case.product),
)
"""The question, whose columns are in two tables, in a statement of its own: SQLite would join those two tables whole first."""


_LATEST = select(Calendar.hours).order_by(Calendar.id.desc()).limit(1)
_IN_FORCE = select(
    select(func.max(Calendar.id)).scalar_subquery(),
    _LATEST.scalar_subquery(),
    select(PolicyVersion.policy).order_by(PolicyVersion.id.desc()).limit(1).scalar_subquery(),
)


def calendar_now() -> tuple[int | None, BusinessHours]:
    """The version of the business hours in force, by its number (none is the first) and whole.

    Read once for each version of the site, and with it the policy (`clocks.queries.policy_now`), since hardly anything needs
    one alone.
    """
    info = db.session().info
    if "calendar" not in info:
        info["calendar"], policy = kept("in force", _read_in_force)
        info.setdefault("policy", policy)
    found: tuple[int | None, BusinessHours] = info["calendar"]
    return found


def _read_in_force() -> tuple[tuple[int | None, BusinessHours], SlaPolicy]:
    number, hours, policy = db.session.execute(_IN_FORCE).one()
    calendar = number, BusinessHours.from_dict(hours) if hours else DEFAULT_HOURS
    return calendar, from_dict(policy) if policy else DEFAULT_POLICY


def hours_now() -> BusinessHours:
    """The business hours in force."""
    return calendar_now()[1]


def visible_to(actor: Actor) -> Select[Case]:
    """Leads see all; an agent what somebody has or had, and not what waits: whoever could look could pick. Suspended, they
    see their own alone: what customers said in private is for those who work for them."""
    query = select(Case).options(*WHOLE)
    if actor.is_system or actor.has(Role.LEAD):
        return query
    own = false() if actor.id is None else Case.customer_id == actor.id
    return query.where(or_(own, Case.state != CaseState.QUEUED) if actor.has(Role.AGENT) else own)


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
    own = (Case.question_id == question_id, Case.merged_into_id.is_(None))
    query = select(Case).where(*own).order_by(Case.id.desc()).limit(1)
    return db.session.scalar(query.options(*WHOLE))


def open_case_of(question_id: int) -> Case | None:
    case = case_of(question_id)
    return case if case is not None and case.is_open else None


def cases_held_by(actor: User) -> Sequence[Case]:
    """An agent's own cases, what is due first, privately or on the thread."""
    query = visible_to(actor).where(Case.owner_id == actor.id, Case.state.not_in(DONE))
    return db.session.scalars(query.order_by(standing(), Case.id).limit(200)).all()


def cases_of_customer(customer: User) -> Sequence[Case]:
    query = visible_to(customer).where(Case.customer_id == customer.id, Case.merged_into_id.is_(None))
    return db.session.scalars(query.order_by(Case.id.desc()).limit(100)).all()


def case_of_customer(customer: User, question_id: int) -> Case | None:
    """The newest case of a question among the customer's own, open or not."""
    own = (Case.question_id == question_id, Case.customer_id == customer.id, Case.merged_into_id.is_(None))
    return db.session.scalar(visible_to(customer).where(*own).order_by(Case.id.desc()).limit(1))


def others_of(actor: Actor, case: Case) -> list[Case]:
    """The customer's other open cases that this person may see, the newest first."""
    own = (Case.customer_id == case.customer_id, Case.id != case.id, Case.closed_at.is_(None))
    return list(db.session.scalars(visible_to(actor).where(*own).order_by(Case.id.desc()).limit(20)))


def last_word(case: Case) -> str:
    """Marks the company's latest word in a case, privately and on its thread."""
    private = select(func.max(CaseMessage.id)).where(CaseMessage.case_id == case.id, ~CaseMessage.from_customer)
    public = select(func.max(Answer.id)).where(Answer.question_id == case.question_id, Answer.voice == Voice.COMPANY)
    return f"{db.session.scalar(private) or 0}.{db.session.scalar(public) or 0}"


def answers_that_stand(question_id: int) -> bool:
    """Whether staff have said something on the thread that nobody doubts, and that the asker may still be helped by."""
    query = select(Answer.id).outerjoin(LabelRow, LabelRow.post_id == Answer.id)
    query = query.where(Answer.question_id == question_id, Answer.author_role.in_(AT_THE_DESK))
    query = query.where(Answer.standing == Standing.VISIBLE, Answer.did_not_help_at.is_(None))
    doubted = LabelRow.status.is_not(None) & LabelRow.status.in_(CAUTION)
    return db.session.scalar(query.where(~doubted).limit(1)) is not None


def private_details(question_id: int) -> PrivateDetails | None:
    """Ask can_see_private_details first."""
    return db.session.get(PrivateDetails, question_id)
