"""Whose turn, by when: the first thing under a question's title."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import format_datetime, get_locale, get_timezone
from flask_babel import gettext as _

from app.accounts.actors import Guest
from app.accounts.models import User
from app.catalogue.brand import brand_name
from app.escalation.promises import Owner, Promise
from app.escalation.queries import promise_of
from app.escalation.reasons import reason_text
from app.escalation.said_time import Place, say_time, say_times
from app.kit.clock import now
from app.kit.texts import Text
from app.questions.models import Question
from app.questions.permissions import can_request_staff, can_say_needs_staff, needs_reason_for_staff
from app.questions.states import Owner as Turn
from app.questions.states import State, Trigger
from app.questions.views.acts import Act

Step = dict[str, str]
BELONGS_TO = {"community": 1, "your_word": 1, "askers_word": 1, "taking_over": 2, "staff": 2, "staff_late": 2}
BELONGS_TO |= {"known_issue": 2}


@dataclass(frozen=True)
class TurnBar:
    who: str
    then: str = ""
    steps: list[Step] = field(default_factory=list)
    late: bool = False
    icon: str = "clock"
    act: Act | None = None


def turn_bar(question: Question, reader: User | Guest) -> TurnBar | None:
    """What the page says about the question's turn; None when it has ended or comes from an archive."""
    if question.ended_at or question.archived_at:
        return None
    promise = promise_of(question, reader)
    if promise is None:
        return _done(question)
    who, _stop, then = sentence_of(promise, question).partition(". ")
    return TurnBar(
        who=f"{who}." if then else who,
        then=f"{then} {_why(question, reader)}".strip(),
        steps=_steps(question, promise),
        late=promise.late_since is not None,
        act=_sooner(question, reader),
    )


def _why(question: Question, reader: User | Guest) -> Text | str:
    """Why staff have it, said to whoever asked; others read it in the story beside."""
    if question.owner_state is not Turn.STAFF or reader.id != question.author_id:
        return ""
    if question.trigger in (None, Trigger.KNOWN_ISSUE):  # of a known issue the promise itself says so
        return ""
    return reason_text(question.trigger, to_asker=True)


def sentence_of(promise: Promise, question: Question) -> str:
    """The promise in the reader's language, its moments as short as is clear today."""
    zone, locale = get_timezone(), str(get_locale())
    times: dict[str, Any] = say_times(promise.times, now=now(), zone=zone, locale=locale)
    return _(promise.text) % {**times, "brand": brand_name(), "asker": question.author.display_name}


def _done(question: Question) -> TurnBar:
    if question.state is State.SOLVED:
        day = format_datetime(question.solved_at, "d MMM y")
        if question.solved_privately_at is not None:
            then = _("In private with %(brand)s Support, says the asker, on %(day)s.", brand=brand_name(), day=day)
            return TurnBar(_("Solved."), then, icon="check-circle")
        return TurnBar(_("Solved."), _("Confirmed on %(day)s.", day=day), icon="check-circle")
    return TurnBar(
        _("Answered, not confirmed."), _("The person who asked did not say whether it helped. It may help you still.")
    )


def _steps(question: Question, promise: Promise) -> list[Step]:
    """Asked, then the community (or the asker's word), then staff; with the time of each."""
    brand, reached = brand_name(), BELONGS_TO[promise.code]
    texts = [_("Asked %(time)s", time=_moment(question.created_at)), _middle(promise), _last(promise, brand)]
    return [{"text": text, "state": _state(number, reached)} for number, text in enumerate(texts) if text]


def _middle(promise: Promise) -> str:
    if promise.code == "your_word":
        return _("Your word · until %(time)s", time=_moment(promise.times["asker_until"], Place.LIMIT))
    if promise.who is Owner.ASKER:
        return _("The asker's word · until %(time)s", time=_moment(promise.times["asker_until"], Place.LIMIT))
    if promise.code == "community" and promise.community_until:
        return _("Community · until %(time)s", time=_moment(promise.community_until, Place.LIMIT))
    return _("Community")


def _last(promise: Promise, brand: str) -> str:
    if promise.new_time:
        return _("%(brand)s Support · new time %(time)s", brand=brand, time=_moment(promise.new_time))
    if promise.staff_by:
        return _("%(brand)s Support · by %(time)s", brand=brand, time=_moment(promise.staff_by, Place.LIMIT))
    return _("Solved?")


def _state(number: int, reached: int) -> str:
    return "done" if number < reached else "now" if number == reached else "next"


def _moment(at: datetime, place: Place = Place.ALONE) -> str:
    return say_time(at, now=now(), zone=get_timezone(), locale=str(get_locale()), place=place)


def _sooner(question: Question, reader: User | Guest) -> Act | None:
    """The asker's way to staff, others' way to say that it needs staff."""
    if reader.is_guest:
        return None
    address = f"/questions/{question.id}"
    if can_request_staff(reader, question):
        if needs_reason_for_staff(question):
            return Act(_("Need us sooner?"), f"{address}/staff-request")
        return Act(_("I need staff"), f"{address}/staff-request", presses=True)
    if can_say_needs_staff(reader, question):
        return Act(_("This needs staff…"), f"{address}/needs-staff")
    return None
