"""An address is confirmed or changed: perhaps posts of its owner came with an import."""

from app.accounts.events import AccountEvent
from app.accounts.queries import person
from app.activity.models import Event
from app.activity.owing import owe
from app.activity.registry import reacts_to
from app.imports import letters
from app.imports.actions import forget_address, offer
from app.imports.events import ImportEvent
from app.notifications.jobs import mail_letter


@reacts_to(AccountEvent.CONFIRMED, AccountEvent.ADDRESS_CHANGED)
def offer_imported_posts(event: Event) -> None:
    user = person(event.subject_id) if event.subject_id else None
    if user is not None:
        offer(user)


@reacts_to(ImportEvent.OFFERED)
def owe_letter(event: Event) -> None:
    owe(mail_letter, unique=f"letter:{event.id}:{letters.WHAT}", event_id=event.id, what=letters.WHAT)


@reacts_to(AccountEvent.CLOSED, at_once=True)
def left(event: Event) -> None:
    if event.subject_id is not None:
        forget_address(event.subject_id)
