"""Mails that no preference holds back: they carry a link somebody waits for, or a warning."""

from app.accounts.events import AccountEvent
from app.activity.models import Event
from app.activity.owing import owe
from app.activity.registry import reacts_to
from app.cases.events import CaseEvent
from app.notifications.jobs import mail_letter
from app.questions.events import QuestionEvent

LETTERS = {
    AccountEvent.REGISTERED: ("confirmation",),
    AccountEvent.CONFIRMATION_ASKED: ("confirmation",),
    AccountEvent.REGISTERED_AGAIN: ("known_address",),
    AccountEvent.RESET_ASKED: ("reset",),
    AccountEvent.PASSWORD_CHANGED: ("password_changed",),
    AccountEvent.ADDRESS_CHANGE_ASKED: ("new_address", "address_notice"),
    AccountEvent.STAFF_INVITED: ("invitation",),
    QuestionEvent.HELD: ("held_question",),
    CaseEvent.HELD: ("held_case",),
    CaseEvent.LINK_ASKED: ("case_link",),
}


@reacts_to(*LETTERS)
def owe_letters(event: Event) -> None:
    by_kind = {kind.value: letters for kind, letters in LETTERS.items()}
    for what in by_kind[event.kind]:
        owe(mail_letter, unique=f"letter:{event.id}:{what}", event_id=event.id, what=what)
