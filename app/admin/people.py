"""People as staff look for them: by name; whoever moderates or administers, by an address they know already too. Addresses
are never listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from app.accounts.actors import Guest
from app.accounts.events import AccountEvent
from app.accounts.models import User
from app.accounts.queries import person
from app.accounts.roles import ROLE_NAMES, PostingRole, Role
from app.activity.models import Event
from app.catalogue.models import Tag
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.texts import N_, Text

Actor = User | Guest
SHOWN = 50
WORDS_MAX = 254
HISTORY = 30
OFFICE = (
    "decision:",
    "label:",
    "claim:",
    "rule:",
    "catalogue:",
    "admin:",
    "identity:",
    "account:role",
    "account:expert",
)
"""How the kinds of events begin that are done in office."""


def may_look_by_address(actor: Actor) -> bool:
    """To ask whose an address is is to see it: nothing for leads."""
    return actor.has(Role.MODERATOR, Role.ADMINISTRATOR)


def found_by(words: str, role: Role | None = None, *, by_address: bool = False) -> Sequence[User]:
    """Part of a name, or a whole address: by parts of one, addresses could be guessed letter by letter."""
    query = select(User).where(User.closed_at.is_(None)).order_by(func.lower(User.display_name), User.id).limit(SHOWN)
    words = words.strip()[:WORDS_MAX].lower()
    if words:
        named = func.lower(User.display_name).contains(words, autoescape=True)
        query = query.where(named | (func.lower(User.email) == words) if by_address else named)
    if role is not None:
        query = query.where(User.grants.any(role=role))
    return db.session.scalars(query.options(selectinload(User.grants), selectinload(User.expertise))).all()


def somebody(user_id: int) -> User:
    found = person(user_id)
    if found is None:
        raise Unseen
    return found


def topics_of(user: User) -> Sequence[tuple[Tag, datetime]]:
    """What somebody is an expert of now, and until when."""
    until = {topic.tag_id: topic.until for topic in user.expertise if topic.tag_id in user.expert_tag_ids}
    tags = db.session.scalars(select(Tag).where(Tag.id.in_(until)).order_by(Tag.slug)) if until else ()
    return [(tag, until[tag.id]) for tag in tags]


SAID = {
    AccountEvent.REGISTERED: N_("Registered"),
    AccountEvent.CONFIRMED: N_("Confirmed the address"),
    AccountEvent.ADDRESS_CHANGED: N_("Changed the address"),
    AccountEvent.ROLE_GRANTED: N_("Was granted a role: %(role)s"),
    AccountEvent.ROLE_REVOKED: N_("Lost a role: %(role)s"),
    AccountEvent.SPOKESPERSON_GRANTED: N_("Became a spokesperson"),
    AccountEvent.SPOKESPERSON_REVOKED: N_("Is no spokesperson any more"),
    AccountEvent.EMPLOYEE_MARKED: N_("Was marked as an employee, or no longer"),
    AccountEvent.EXPERT_APPOINTED: N_("Was appointed an expert: %(tag)s"),
    AccountEvent.EXPERT_ENDED: N_("Is no expert any more: %(tag)s"),
    AccountEvent.SUSPENDED: N_("Was suspended"),
    AccountEvent.SUSPENSION_LIFTED: N_("The suspension was lifted"),
}


@dataclass(frozen=True)
class Entry:
    """One line of a history, as the timeline shows it."""

    text: Text
    at: datetime
    note: str = ""
    tone: str = ""


def history_of(user: User) -> list[Entry]:
    """What happened to an account, the latest first, with who did it."""
    query = (
        select(Event)
        .where(Event.subject_kind == User.__tablename__, Event.subject_id == user.id)
        .where(Event.kind.in_([kind.value for kind in SAID]))
        .order_by(Event.id.desc())
        .limit(HISTORY)
    )
    events = db.session.scalars(query).all()
    names = _names({event.actor_id for event in events})
    tags = {tag.id: tag.slug for tag in db.session.scalars(select(Tag))} if _about_tags(events) else {}
    return [_entry(event, names, tags) for event in events]


def _about_tags(events: Sequence[Event]) -> bool:
    return any("tag_id" in event.data for event in events)


def _names(ids: set[int | None]) -> dict[int, str]:
    query = select(User.id, User.display_name).where(User.id.in_(ids - {None}))
    return dict(db.session.execute(query).all())


def _entry(event: Event, names: dict[int, str], tags: dict[int, str]) -> Entry:
    params: dict[str, Any] = {}
    if role := event.data.get("role"):
        params["role"] = Text(ROLE_NAMES[PostingRole(role)])
    if "tag_id" in event.data:
        params["tag"] = tags.get(event.data["tag_id"], "–")
    by = names.get(event.actor_id or 0, "") if event.actor_id != event.subject_id else ""
    return Entry(Text(SAID[AccountEvent(event.kind)], **params), event.at, by)


def deeds_of(user: User) -> Sequence[Event]:
    """What somebody did in office, the latest first: for administrators, who answer for it."""
    office = or_(*(Event.kind.startswith(begin, autoescape=True) for begin in OFFICE))
    query = select(Event).where(Event.actor_id == user.id, office).order_by(Event.id.desc()).limit(HISTORY)
    return db.session.scalars(query).all()
