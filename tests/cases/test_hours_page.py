"""The editor of the business hours: looked at before it is saved, refused in sentences, every version kept."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.cases.actions.hours import change_hours
from app.cases.hours import BusinessHours, UnusableHours, parse_week
from app.cases.models import Calendar
from app.cases.queries import hours_now
from app.extensions import db
from app.kit.clock import now
from tests.visiting import Visitor
from tests.world import World

PAGE = "/admin/hours"
GIVEN = {"zone": "Europe/Rome", "week": "Mon-Fri 9:00-18:00", "country": "IT", "region": "", "exceptions": ""}


@pytest.fixture
def lea(world: World) -> Visitor:
    return Visitor(world.app).signed_in_as(world.email("lea"))


def sent(visitor: Visitor, **values: str) -> str:
    answer = visitor.post(PAGE, {**GIVEN, **values}, form_at=PAGE)
    return visitor.text(PAGE) if answer.status_code == 302 else answer.get_data(as_text=True)


def versions(world: World) -> int:
    with world.looking():
        return db.session.scalar(select(func.count()).select_from(Calendar)) or 0


def test_what_is_wrong_on_five_days_is_said_once(lea: Visitor) -> None:
    page = sent(lea, week="Mon-Fri 18:00-9:00", zone="Rome", save="1")
    summary = page[page.index("to put right") :].partition("<form")[0].partition("</ul>")[0]
    assert summary.count("18:00-9:00 ends before it starts") == 1
    assert "2 things to put right" in page
    assert "no time zone called" in summary


def test_a_look_saves_nothing_and_says_what_would_change(world: World, lea: Visitor) -> None:
    page = sent(lea, week="Mon-Sun 8:00-12:00, 13:00-17:00", check="1")
    assert "Not saved yet" in page
    assert "8:00-12:00, 13:00-17:00 (now 9:00-18:00)" in page
    assert "A case that comes in now" in page
    assert versions(world) == 0


def test_every_version_is_shown_with_who_and_what(world: World, lea: Visitor) -> None:
    assert "Saved. What was promised before stays" in sent(lea, save="1", region="bz", week="Mon 10-11")
    page = sent(lea, save="1", week="Tue 10-11", exceptions="2030-01-02 9:00-13:00\n2030-01-03 closed")
    for words in ("Mon 10:00-11:00 · Europe/Rome · IT-BZ", "exceptions: 2030-01-02, 2030-01-03", "Lea", "in force"):
        assert words in page
    assert page.index("Tue 10:00-11:00 ·") < page.index("Mon 10:00-11:00 ·")
    with world.looking():
        assert hours_now().version == 3
        assert hours_now().week[1] == ((600, 660),)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"week": "Mon 9:00-12:00, 11:00-13:00"}, "9:00-12:00 and 11:00-13:00 overlap."),
        ({"week": ";"}, "The desk must be open at least once a week."),
        ({"region": "ZZ"}, "No public holidays are known for “ZZ” in IT."),
        ({"region": "BZ", "country": ""}, "Choose the country of “BZ”."),
        ({"zone": "Mars/Base"}, "There is no time zone called “Mars/Base”."),
        ({"exceptions": "2026-12-24 9-12, 11-13"}, "9:00-12:00 and 11:00-13:00 overlap."),
        ({"exceptions": "2026-12-24 noon"}, "“noon” is not a time from-to"),
        ({"exceptions": "2026-12-24 closed\n2026-12-24 9-12"}, "2026-12-24 is an exception twice."),
        ({"exceptions": "24/12 closed"}, "does not begin with a date"),
    ],
)
def test_what_cannot_be_kept_is_said_and_comes_back_as_typed(
    world: World, lea: Visitor, wrong: dict[str, str], sentence: str
) -> None:
    answer = lea.post(PAGE, {**GIVEN, "save": "1", **wrong}, form_at=PAGE)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page.replace("&#34;", '"')
    for typed in wrong.values():
        assert typed.splitlines()[0] in page if typed else True
    assert versions(world) == 0


def test_every_mistake_is_said_at_once(lea: Visitor) -> None:
    page = sent(lea, save="1", zone="Mars", region="ZZ", week="Mon 9-8")
    assert "3 things to put right" in page


def test_a_desk_that_would_stay_closed_for_years_is_refused(world: World) -> None:
    first = now().date() - timedelta(days=now().weekday())
    mondays = tuple((first + timedelta(weeks=week), ()) for week in range(200))
    closed = BusinessHours("Europe/Rome", parse_week("Mon 9-10"), exceptions=mondays)
    with pytest.raises(UnusableHours, match="more than two years"), world.acting("lea") as lea:
        change_hours(lea, hours=closed)
    assert versions(world) == 0


def test_what_somebody_else_saved_meanwhile_is_not_overwritten_unseen(world: World, lea: Visitor) -> None:
    with world.acting("ada") as ada:
        change_hours(ada, hours=BusinessHours("Europe/Rome", parse_week("Sat 9-10")))
    answer = lea.post(PAGE, {**GIVEN, "version": "1", "save": "1"}, form_at=PAGE)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Somebody else changed this while you were looking." in page
    assert "Sat 9:00-10:00" in page
    again = lea.post(PAGE, {**GIVEN, "version": "2", "save": "1"}, form_at=PAGE)
    assert again.status_code == 302
    assert versions(world) == 2
