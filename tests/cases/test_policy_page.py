"""The SLA policy: edited by leads and administrators, refused in sentences, and never changing what was said."""

from datetime import timedelta

import pytest

from app.cases.actions.policy import change_policy
from app.cases.clocks.queries import policy_now
from app.cases.queries import case_of
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, Target
from app.cases.sla_policy import format_amount, from_dict, parse_amount, to_dict
from app.escalation.actions import request_staff
from app.kit.errors import Invalid, Refused
from tests import make
from tests.visiting import Visitor
from tests.world import World

PAGE = "/admin/policy"
GIVEN = {"next_response": "8 h", "warn": "75", "reminders": "2, 5, 9", "lapse": "10", "clock_S1": "y"}
GIVEN |= {"first_S1": "30 min", "first_S2": "2 h", "first_S3": "4 h", "first_S4": "8 h"}
GIVEN |= {"days_S1": "1", "days_S2": "2", "days_S3": "5", "days_S4": "10"}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ada(world: World) -> Visitor:
    return Visitor(world.app).signed_in_as(world.email("ada"))


@pytest.mark.parametrize(
    ("typed", "amount", "again"),
    [
        ("30 min", 30 * MINUTE, "30 min"),
        ("2h", 120 * MINUTE, "2 h"),
        ("1 h 30 min", 90 * MINUTE, "1 h 30 min"),
        ("90 minuti", 90 * MINUTE, "1 h 30 min"),
        ("8 ore", 480 * MINUTE, "8 h"),
    ],
)
def test_amounts_of_time_as_people_write_them(typed: str, amount: timedelta, again: str) -> None:
    assert parse_amount(typed) == amount
    assert format_amount(amount) == again


@pytest.mark.parametrize("typed", ["", "soon", "8", "-1 h", "0 min", "9999 h", "1 h 30"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        parse_amount(typed)


def test_a_saved_policy_comes_back_equal() -> None:
    assert from_dict(to_dict(SlaPolicy())) == SlaPolicy()


def test_a_policy_is_looked_at_saved_and_kept_with_who(world: World, ada: Visitor) -> None:
    assert "30 min" in ada.text(PAGE)
    shown = ada.post(PAGE, {**GIVEN, "first_S2": "1 h", "check": "1"}, form_at=PAGE).get_data(as_text=True)
    assert "Not saved yet" in shown
    with world.looking():
        assert policy_now().version == 1
    assert ada.post(PAGE, {**GIVEN, "first_S2": "1 h", "save": "1"}, form_at=PAGE).status_code == 302
    page = ada.text(PAGE)
    assert "First reply S1 30 min (24/7), S2 1 h, S3 4 h, S4 8 h; next 8 h; solved in 1/2/5/10 business days" in page
    assert "Ada" in page
    with world.looking():
        assert policy_now().version == 2
        assert policy_now().first_response[Severity.S2] == Target(60 * MINUTE)
        assert policy_now().first_response[Severity.S1] == Target(30 * MINUTE, around_the_clock=True)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first_S2": "quick"}, "“quick” is not an amount of time."),
        ({"first_S2": "0 min"}, "between one minute and 1,000 hours"),
        ({"first_S2": "9 h"}, "S2 is promised later than S3."),
        ({"clock_S1": "", "first_S1": "9 h"}, "S1 is promised later than S2."),
        ({"days_S1": "3"}, "S1 is promised later than S2."),
        ({"days_S4": "many"}, "Write whole business days"),
        ({"warn": "100"}, "Write a percentage from 1 to 99."),
        ({"reminders": "5, 2"}, "Reminders come one after another"),
        ({"reminders": "2, 5, 10"}, "Reminders come one after another"),
        ({"reminders": "1,2,3,4,5,6"}, "At most 5 reminders."),
        ({"lapse": "-1"}, "Write whole business days"),
    ],
)
def test_what_cannot_be_kept_is_said_and_comes_back_as_typed(
    world: World, ada: Visitor, wrong: dict[str, str], sentence: str
) -> None:
    answer = ada.post(PAGE, {**GIVEN, "save": "1", **wrong}, form_at=PAGE)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert all(typed in page for typed in wrong.values())
    with world.looking():
        assert policy_now().version == 1


def test_who_may_not_change_it_finds_no_such_page(world: World) -> None:
    for name in ("gus", "mia", "ben"):
        assert Visitor(world.app).signed_in_as(world.email(name)).get(PAGE).status_code in (404, 403)
    with pytest.raises(Refused, match="Team leads"), world.acting("gus") as gus:
        change_policy(gus, policy=SlaPolicy())


def test_what_was_promised_before_stays(world: World) -> None:
    with world.acting("ann") as ann:
        early = make.question(ann)
        request_staff(ann, early, reason="We are a surgery")
        early_id, promised = early.id, case_of(early.id).promised_at
    with world.acting("lea") as lea:
        sooner = {one: Target((place + 1) * MINUTE) for place, one in enumerate(Severity)}
        change_policy(lea, policy=SlaPolicy(first_response=sooner))
    with world.acting("ben") as ben:
        late = make.question(ben)
        request_staff(ben, late, reason="We are a surgery")
        assert case_of(late.id).promised_at < promised
        assert case_of(early_id).promised_at == promised
