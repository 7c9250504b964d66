"""A private case without a question: a member's at once, a guest's once the address is confirmed, and what follows a
case that was closed long ago."""

import json
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from app.accounts import limits
from app.accounts.actors import Guest
from app.accounts.addresses import clean_address
from app.accounts.models import User
from app.accounts.names import clean_name, sounds_like
from app.activity.log import record
from app.activity.once import keep_result
from app.cases.actions.fields import give_fields
from app.cases.clocks import turning
from app.cases.clocks.queries import policy_now
from app.cases.customer.models import HELD_MAX, Field, HeldCase
from app.cases.desk.skills import rules_for
from app.cases.events import CaseEvent
from app.cases.impact import Facts, gravest, severity_of
from app.cases.messages import message
from app.cases.models import Case, CaseMessage
from app.cases.permissions import can_open_privately
from app.cases.queries import WHOLE, hours_now
from app.cases.severity import Severity
from app.cases.sla import first_response_due
from app.catalogue.brand import brand_name
from app.catalogue.models import Category, Product
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid, TooMany
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.actions import check_text

A_DAY, DAY = 5, timedelta(days=1)
COMES_BACK_WITHIN = timedelta(days=14)
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
    _check(wanted)
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


def hold(guest: Guest, wanted: Wanted, *, email: str, name: str, locale: str, address: str) -> HeldCase:
    """Keeps what a guest wrote and asks for a mail to its address: the same whether the address has an account or not."""
    name, email, brand = clean_name(name), clean_address(email), brand_name()
    if sounds_like(name, brand):
        raise Invalid(N_("A member's name does not have the name %(brand)s in it."), field="name", brand=brand)
    _check(wanted)
    content = json.dumps(asdict(wanted), ensure_ascii=False)
    if len(content) > HELD_MAX:
        raise Invalid(N_("This text is too long to be kept until you confirm. Shorten it."), field="body")
    limits.take(limits.mail("case", email, address))
    held = HeldCase(email=email, name=name, locale=locale, content=content)
    db.session.add(held)
    record(guest, CaseEvent.HELD, held, lists=False)
    return held


def wanted_by(held: HeldCase) -> Wanted:
    values: dict[str, Any] = json.loads(held.content)
    return Wanted(**values)


def open_held(member: User, held: HeldCase, *, leads_to: str) -> Case:
    """The held text as the member's case; its link leads to where the case is from now on."""
    case, _said = open_privately(member, wanted_by(held))
    keep_result(held.reference, leads_to.format(reference=case.reference))
    db.session.delete(held)
    return case


def _check(wanted: Wanted) -> None:
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


def over_for_good(case: Case) -> bool:
    """Closed so long ago that a word does not bring it back."""
    return case.closed_at is not None and now() > case.closed_at + COMES_BACK_WITHIN


def followed_by(case: Case) -> Case | None:
    """The newest case in which it went on."""
    query = select(Case).where(Case.earlier_id == case.id).order_by(Case.id.desc()).limit(1)
    return db.session.scalar(query.options(*WHOLE))


def follow_up(customer: User, case: Case) -> Case:
    """A new case about the same, linked to the old one, which stays closed."""
    product = db.session.get(Product, product_id) if (product_id := product_of(case)) else None
    title = case.title or (case.question.title or "" if case.question else "")
    new = enter(
        customer,
        title=title[:TITLE_MAX],
        severity=Severity.S4,
        skill=case.skill,
        language=case.language,
        product=product,
        earlier=case,
    )
    record(customer, CaseEvent.OPENED, new, severity=new.severity.value)
    record(customer, CaseEvent.FOLLOWED_UP, case, by=new.id)
    return new


def product_of(case: Case) -> int | None:
    return case.product_id or (case.question.product_id if case.question else None)
