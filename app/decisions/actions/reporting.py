"""A reader's notice. Anybody can give one; what it says and who sent it stays with the moderators."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.accounts.actors import Guest
from app.accounts.addresses import clean_address
from app.accounts.models import User
from app.activity.log import record
from app.decisions.events import DecisionEvent
from app.decisions.models import Ground, HouseRule, Report
from app.decisions.permissions import Subject, can_report
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

TEXT_MAX = 5000


@dataclass(frozen=True)
class Sender:
    """Who reports without being signed in: a name and an address for the answer."""

    name: str
    email: str


def report(
    actor: User | Guest,
    subject: Subject,
    *,
    ground: Ground,
    text: str,
    rule: HouseRule | None = None,
    good_faith: bool,
    sender: Sender | None = None,
    locale: str = "en",
) -> Report:
    """A notice on a post or a person. A second one by the same sender while the first waits is added to it."""
    require(can_report(actor, subject))
    if not text.strip():
        raise Invalid(N_("Say what is wrong, so that a person can judge it."), field="text")
    if not good_faith:
        raise Invalid(N_("Confirm that what you say is true as far as you know."), field="good_faith")
    if ground is Ground.HOUSE_RULE and rule is None:
        raise Invalid(N_("Choose the rule it breaks."), field="rule")
    if rule is not None and rule.retired_at is not None:
        raise Invalid(N_("This rule is no longer in force."), field="rule")
    sender = _checked(sender) if actor.is_guest else Sender("", "")
    found = _waiting(actor, subject, sender)
    if found is not None:
        _add_to(found, text)
        return found
    made = Report(
        **_subject(subject),
        reporter_id=actor.id,
        reporter_name=sender.name,
        reporter_email=sender.email,
        ground=ground,
        rule_id=rule.id if rule and ground is Ground.HOUSE_RULE else None,
        text=text.strip()[:TEXT_MAX],
        locale=locale,
        at=now(),
    )
    db.session.add(made)
    record(actor, DecisionEvent.REPORTED, made, ground=ground.value, **_subject(subject))
    return made


def _subject(subject: Subject) -> dict[str, Any]:
    return {"user_id" if isinstance(subject, User) else "post_id": subject.id}


def _checked(sender: Sender | None) -> Sender:
    name = (sender.name if sender else "").strip()
    if not name:
        raise Invalid(N_("Say who you are; only moderators can see it."), field="name")
    return Sender(name[:120], clean_address(sender.email if sender else ""))


def _waiting(actor: User | Guest, subject: Subject, sender: Sender) -> Report | None:
    """An undecided notice by the same person on the same thing."""
    query = select(Report).filter_by(**_subject(subject)).where(Report.decided_at.is_(None))
    if actor.is_guest:
        same = func.lower(Report.reporter_email) == sender.email.lower()
        query = query.where(Report.reporter_id.is_(None), same)
    else:
        query = query.where(Report.reporter_id == actor.id)
    return db.session.scalars(query.order_by(Report.id)).first()


def _add_to(found: Report, text: str) -> None:
    text = text.strip()
    if text not in found.text:
        found.text = f"{found.text}\n\n{text}"[:TEXT_MAX]
