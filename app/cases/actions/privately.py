"""A private case without a question, into the queue like any other."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select

from app.accounts.models import User
from app.activity.log import record
from app.cases.actions.fields import give_fields
from app.cases.clocks import turning
from app.cases.clocks.queries import policy_now
from app.cases.customer.models import Field
from app.cases.desk.skills import rules_for
from app.cases.events import CaseEvent
from app.cases.impact import Facts, gravest, severity_of
from app.cases.messages import message
from app.cases.models import Case, CaseMessage
from app.cases.permissions import can_open_privately
from app.cases.queries import hours_now
from app.cases.severity import Severity
from app.cases.sla import first_response_due
from app.catalogue.models import Category, Product
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid, TooMany
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.actions import check_text

A_DAY, DAY = 5, timedelta(days=1)
TITLE_MAX = 150


@dataclass(frozen=True)
class Wanted:
    """What somebody wrote to staff alone."""

    title: str
    body: str
    category_id: int | None = None
    product_id: int | None = None
    language: str = "en"
    fields: dict[str, str] = field(default_factory=dict)

    def given(self) -> dict[Field, str]:
        return {Field(name): value for name, value in self.fields.items()}


def open_privately(actor: User, wanted: Wanted) -> tuple[Case, CaseMessage]:
    """Into the queue like any other, by its deadline; nothing of it is public. A few a day, so that nobody fills the queue."""
    require(can_open_privately(actor))
    check_wanted(wanted)
    _check_day(actor)
    category = db.session.get(Category, wanted.category_id) if wanted.category_id else None
    rules = rules_for(category.id if category else None, None)
    least = gravest((Severity.S4, *(rule.severity for rule in rules if rule.severity is not None)))
    skill = next((rule.skill.slug for rule in rules if rule.skill and rule.skill.closed_at is None), "")
    severity = severity_of(Facts(f"{wanted.title}\n{wanted.body}", least))
    product = db.session.get(Product, wanted.product_id) if wanted.product_id else None
    case = enter(actor, title=wanted.title, severity=severity, skill=skill, language=wanted.language, product=product)
    said = message(case, actor, wanted.body, from_customer=True)
    give_fields(actor, case, values=wanted.given())
    record(actor, CaseEvent.OPENED, case, severity=severity.value)
    return case, said


def enter(
    customer: User,
    *,
    title: str,
    severity: Severity,
    skill: str,
    language: str,
    product: Product | None = None,
    earlier: Case | None = None,
) -> Case:
    """A case of one's own in the queue, with its clocks running."""
    moment = now()
    due = first_response_due(policy_now(), hours_now(), severity, moment)
    case = Case(
        customer=customer,
        title=title,
        severity=severity,
        skill=skill,
        language=language,
        product_id=product.id if product else None,
        opened_by_id=customer.id,
        earlier_id=earlier.id if earlier else None,
        entered_at=moment,
        deadline=due,
        promised_at=due,
        next_due_at=due,
    )
    db.session.add(case)
    turning.begin(case, moment)
    return case


def check_wanted(wanted: Wanted) -> None:
    if not wanted.title.strip():
        raise Invalid(N_("Say in one line what it is about."), field="title")
    if len(wanted.title) > TITLE_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="title", max=TITLE_MAX)
    check_text(wanted.body)


def _check_day(actor: User) -> None:
    since = now() - DAY
    own = (Case.customer_id == actor.id, Case.question_id.is_(None), Case.entered_at > since)
    opened, first = db.session.execute(select(func.count(), func.min(Case.entered_at)).where(*own)).one()
    if opened >= A_DAY:
        wait = max(1, int((first + DAY - now()).total_seconds()) + 1)
        raise TooMany(
            N_("You opened %(max)s private cases today. Write in one of them, or wait %(hours)s h."),
            wait,
            max=A_DAY,
            hours=-(-wait // 3600),
        )
