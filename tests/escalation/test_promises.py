"""What is promised, to whom, and in which words."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from app.cases.hours import due_after, open_between
from app.cases.recovery import new_times
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, first_response_due
from app.escalation import promises
from app.escalation.promises import NEED_SOONER, TEXTS, Promise, promise_before_asking, promise_for
from app.escalation.said_time import PLACES, Place, say_time, say_times
from app.questions.states import Owner
from tests.cases.calendars import ITALIAN_DESK, amounts, any_calendar, calendars, moments, rome

ROME = ZoneInfo("Europe/Rome")
HOUR = timedelta(hours=1)
CATALOGUE = Path(promises.__file__).parent / "translations" / "it.po"
ITALIAN = {message.id: message for message in read_po(BytesIO(CATALOGUE.read_bytes()), locale="it")}


def said(promise: Promise | None, now: datetime, locale: str = "en") -> str:
    """What the edge makes of a promise."""
    assert promise is not None
    values = say_times(promise.times, now=now, zone=ROME, locale=locale) | {"brand": "Acme", "asker": "Ada"}
    texts = [promise.text, promise.offer] if promise.offer else [promise.text]
    if locale == "it":
        texts = [ITALIAN[text].string for text in texts]
    return " ".join(texts) % values


MONDAY = rome(2026, 11, 23, 10)


@pytest.mark.parametrize(
    ("owner", "due", "now", "english", "italian"),
    [
        (
            Owner.COMMUNITY,
            rome(2026, 11, 23, 18),
            MONDAY,
            (
                "With the community now. If unsolved by 18:00, Acme Support takes over and replies by Tue 17:00."
                " Need us sooner?"
            ),
            (
                "Ora risponde la community. Se non è risolta entro le 18:00, passa all'Assistenza Acme, che risponde"
                " entro mar 17:00. Ti serve prima?"
            ),
        ),
        (
            Owner.COMMUNITY,
            rome(2026, 11, 23, 9, 30),
            rome(2026, 11, 23, 9, 31),
            "Acme Support is taking over and replies by 17:30.",
            "Sta passando all'Assistenza Acme, che risponde entro le 17:30.",
        ),
        (
            Owner.STAFF,
            rome(2026, 11, 24, 17),
            MONDAY,
            "With Acme Support now, who reply by Tue 17:00.",
            "Ora se ne occupa l'Assistenza Acme, che risponde entro mar 17:00.",
        ),
        (
            Owner.STAFF,
            rome(2026, 11, 23, 17),
            rome(2026, 11, 23, 17, 1),
            "We missed 17:00. New time: 18:00.",
            "Non abbiamo rispettato le 17:00. Nuovo orario: 18:00.",
        ),
        (
            Owner.STAFF,
            rome(2026, 11, 23, 17),
            rome(2026, 11, 24, 9, 30),
            "We missed Mon 18:00. New time: 11:00.",
            "Non abbiamo rispettato le 18:00 di lun. Nuovo orario: 11:00.",
        ),
        (
            Owner.ASKER,
            rome(2026, 11, 30, 10),
            MONDAY,
            "Waiting for Ada’s word until Mon 30 Nov 10:00.",
            "Aspettiamo un riscontro da Ada entro lun 30 nov 10:00.",
        ),
    ],
)
def test_the_sentence(owner: Owner, due: datetime, now: datetime, english: str, italian: str) -> None:
    promise = promise_for(owner, due, now=now, hours=ITALIAN_DESK)
    assert said(promise, now) == english
    assert said(promise, now, "it") == italian


def test_a_reminder_is_no_end() -> None:
    reminded, lapses = rome(2026, 11, 24, 10), rome(2026, 11, 30, 10)
    promise = promise_for(Owner.ASKER, reminded, now=MONDAY, hours=ITALIAN_DESK, lapses_at=lapses)
    assert promise is not None
    assert promise.times == {"asker_until": lapses}


def test_the_asker_is_spoken_to_as_you() -> None:
    promise = promise_for(Owner.ASKER, rome(2026, 11, 24, 10), now=MONDAY, hours=ITALIAN_DESK, to_asker=True)
    assert said(promise, MONDAY) == "Waiting for your word until Tue 10:00. Then it closes by itself."
    assert said(promise, MONDAY, "it") == "Aspettiamo un tuo riscontro entro mar 10:00. Poi si chiude da sola."


def test_before_asking_says_what_asking_will_bring() -> None:
    before = promise_before_asking(MONDAY, hours=ITALIAN_DESK)
    assert said(before, MONDAY).startswith("The community answers first. If unsolved by 18:00, Acme Support takes over")
    assert said(before, MONDAY, "it").startswith("Prima risponde la community. Se non è risolta entro le 18:00,")
    after = promise_for(Owner.COMMUNITY, before.community_until, now=MONDAY, hours=ITALIAN_DESK)
    assert after is not None
    assert (after.community_until, after.staff_by) == (before.community_until, before.staff_by)
    assert (
        promise_before_asking(MONDAY, hours=ITALIAN_DESK, peer_window=72 * HOUR).community_until == MONDAY + 24 * HOUR
    )


def test_nobody_has_what_is_done() -> None:
    assert promise_for(None, MONDAY, now=MONDAY, hours=ITALIAN_DESK) is None
    assert promise_for(Owner.COMMUNITY, None, now=MONDAY, hours=ITALIAN_DESK) is None


def test_what_was_promised_stands_however_soon_it_is_looked_at_again() -> None:
    case_due = rome(2026, 11, 23, 12)
    promise = promise_for(Owner.STAFF, rome(2026, 11, 24, 9), now=MONDAY, hours=ITALIAN_DESK, promised_at=case_due)
    assert promise is not None
    assert promise.staff_by == case_due


def test_a_late_safety_case_gets_a_new_time_the_same_night() -> None:
    due = rome(2026, 12, 25, 3)
    promise = promise_for(Owner.STAFF, due, now=rome(2026, 12, 25, 3, 5), hours=ITALIAN_DESK, severity=Severity.S1)
    assert promise is not None
    assert promise.new_time == rome(2026, 12, 25, 4)
    assert promise.late_since == due


@pytest.mark.parametrize(
    ("late", "steps"),
    [(0, (0, 1)), (0.9, (0, 1)), (1, (1, 3)), (2.9, (1, 3)), (3, (3, 7)), (7, (7, 15)), (14, (7, 15)), (40, (39, 47))],
)
def test_new_times_follow_the_missed_one(late: float, steps: tuple[int, int]) -> None:
    due = rome(2026, 11, 23, 9)
    now = due_after(ITALIAN_DESK, due, late * HOUR) + timedelta(microseconds=1)
    missed, new = (due_after(ITALIAN_DESK, due, step * HOUR) for step in steps)
    assert new_times(due, now, ITALIAN_DESK) == (missed, new)


@any_calendar
@given(hours=calendars, due=moments, late=amounts, share=st.floats(0, 0.999))
def test_a_new_time_stands_until_it_is_missed(hours, due: datetime, late: timedelta, share: float) -> None:  # type: ignore[no-untyped-def]
    now = due + late
    missed, new = new_times(due, now, hours)
    assert due <= missed <= now < new
    assert HOUR <= open_between(hours, missed, new) <= 8 * HOUR
    later = now + (new - now) * share
    assert new_times(due, min(later, new - timedelta(microseconds=1)), hours) == (missed, new)


@any_calendar
@given(
    hours=calendars,
    due=moments,
    around=st.timedeltas(timedelta(days=-2), timedelta(days=9)),
    owner=st.sampled_from(Owner),
)
def test_every_promise_names_a_time_to_come(hours, due: datetime, around: timedelta, owner: Owner) -> None:  # type: ignore[no-untyped-def]
    now = due + around
    promise = promise_for(owner, due, now=now, hours=hours)
    assert promise is not None
    assert promise.code in TEXTS
    assert set(promise.times) <= set(PLACES)
    if owner != Owner.ASKER:
        assert max(promise.times.values()) >= now
    if owner == Owner.COMMUNITY and promise.late_since is None:
        assert promise.staff_by == first_response_due(SlaPolicy(), hours, Severity.S4, due)


def test_how_a_moment_is_said() -> None:
    def english(*when: int) -> str:
        return say_time(rome(*when), now=MONDAY, zone=ROME, locale="en")

    assert english(2026, 11, 23, 0) == "00:00"
    assert english(2026, 11, 22, 23) == "Sun 23:00"
    assert english(2026, 11, 29, 9) == "Sun 09:00"
    assert english(2026, 11, 30, 9) == "Mon 30 Nov 09:00"
    assert english(2027, 1, 4, 10) == "Mon 4 Jan 2027 10:00"
    assert say_time(MONDAY, now=None, zone=ROME, locale="en") == "Mon 23 Nov 10:00"
    assert say_time(MONDAY.astimezone(UTC), now=MONDAY, zone=ROME, locale="en_GB") == "10:00"
    assert say_time(rome(2026, 11, 24, 17), now=MONDAY, zone=ROME, locale="it", place=Place.OBJECT) == "le 17:00 di mar"


def test_every_sentence_is_there_in_italian() -> None:
    for text in (*TEXTS.values(), NEED_SOONER):
        assert ITALIAN[text].string, text
        assert not list(ITALIAN[text].check()), text
