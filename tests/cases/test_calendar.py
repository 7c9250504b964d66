"""Making, refusing, saving and showing business hours."""

import json
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from hypothesis import given

from app import cases
from app.cases.hours import (
    Because,
    BusinessHours,
    Problem,
    UnusableHours,
    Week,
    format_week,
    fourteen_days,
    parse_week,
    problems,
)
from app.cases.hours.problems import TEXTS
from app.cases.severity import NAMES
from app.kit.errors import Invalid
from tests.cases.calendars import ITALIAN_DESK, SPLIT_DESK, any_calendar, calendars, weeks

NINE_TO_SIX = parse_week("Mon-Fri 9-18")


def week_of(*monday: tuple[int, int]) -> Week:
    return (monday, *[()] * 6)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"zone": "Europe/Roma"}, Problem("unknown_zone", {"zone": "Europe/Roma"})),
        ({"zone": "../etc"}, Problem("unknown_zone", {"zone": "../etc"})),
        ({"zone": ""}, Problem("unknown_zone", {"zone": ""})),
        ({"country": "XX"}, Problem("unknown_country", {"country": "XX"})),
        ({"country": "IT", "region": "ZZ"}, Problem("unknown_region", {"country": "IT", "region": "ZZ"})),
        ({"region": "RM"}, Problem("region_without_country", {"region": "RM"})),
        ({"week": ((),) * 7}, Problem("no_hours")),
        ({"week": NINE_TO_SIX[:6]}, Problem("not_seven_days")),
        ({"week": week_of((600, 540))}, Problem("end_before_start", {"interval": "10:00-9:00"})),
        ({"week": week_of((540, 540))}, Problem("end_before_start", {"interval": "9:00-9:00"})),
        ({"week": week_of((540, 1500))}, Problem("outside_the_day", {"interval": "9:00-25:00"})),
        (
            {"week": week_of((540, 780), (720, 800))},
            Problem("overlap", {"first": "9:00-13:00", "second": "12:00-13:20"}),
        ),
        ({"exceptions": ((date(2026, 8, 14), ()),) * 2}, Problem("two_exceptions", {"date": "2026-08-14"})),
        ({"version": 0}, Problem("bad_version")),
    ],
)
def test_unusable_hours_are_refused_by_name(values: dict[str, Any], problem: Problem) -> None:
    given_values = {"zone": "Europe/Rome", "week": NINE_TO_SIX, **values}
    assert problems(**given_values) == [problem]
    with pytest.raises(UnusableHours) as refused:
        BusinessHours(**given_values)
    assert refused.value.problems == (problem,)
    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, Invalid)
    assert refused.value.message % refused.value.params


def test_all_problems_are_told_at_once() -> None:
    assert [p.code for p in problems("Mars", week_of((600, 540)), "XX")] == [
        "unknown_zone",
        "unknown_country",
        "end_before_start",
    ]


def test_touching_intervals_are_fine() -> None:
    assert problems("UTC", week_of((540, 780), (780, 800))) == []


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("Mon-Fri 9:00-13:00, 14:00-18:00; Sat 9:00-12:00", None),
        ("lun–ven 9-13, 14.30-18; Sabato: 9-12", "Mon-Fri 9:00-13:00, 14:30-18:00; Sat 9:00-12:00"),
        ("Sat-Mon 0-24", "Mon 0:00-24:00; Sat-Sun 0:00-24:00"),
        ("mon, WED 9-10; Mon 11-12", "Mon 9:00-10:00, 11:00-12:00; Wed 9:00-10:00"),
    ],
)
def test_a_typed_week(line: str, again: str | None) -> None:
    assert format_week(parse_week(line)) == (again or line)


def test_a_week_in_italian() -> None:
    assert format_week(parse_week("Tue-Wed 9-10"), "it") == "Mar-Mer 9:00-10:00"


@any_calendar
@given(week=weeks)
def test_a_week_reads_back_as_it_was_written(week: Week) -> None:
    assert parse_week(format_week(week)) == week
    assert parse_week(format_week(week, "it")) == week


@pytest.mark.parametrize(
    ("line", "code", "piece"),
    [
        ("", "no_hours", None),
        (" ; ", "no_hours", None),
        ("Mon-Fri", "no_times", "Mon-Fri"),
        ("9:00-18:00", "no_times", "9:00-18:00"),
        ("Mox 9-18", "unknown_day", "Mox"),
        ("Mo 9-18", "unknown_day", "Mo"),
        ("Mon-Wed-Fri 9-18", "unknown_day", "Mon-Wed-Fri"),
        ("Mon 9-18, noon", "bad_time", "noon"),
        ("Mon 9:60-18", "bad_time", "9:60-18"),
        ("Mon 9-24:01", "bad_time", "9-24:01"),
    ],
)
def test_a_mistyped_week_says_what_is_wrong(line: str, code: str, piece: str | None) -> None:
    with pytest.raises(UnusableHours) as refused:
        parse_week(line)
    assert refused.value.problems[0].code == code
    assert refused.value.problems[0].params.get("piece") == piece


@any_calendar
@given(hours=calendars)
def test_saved_hours_come_back_equal(hours: BusinessHours) -> None:
    saved = json.loads(json.dumps(hours.to_dict()))
    again = BusinessHours.from_dict(saved)
    assert again == hours
    assert hash(again) == hash(hours)


@pytest.mark.parametrize(
    "damage", [{}, {"zone": 3}, {"week": None}, {"version": "x"}, {"exceptions": {"tomorrow": ""}}]
)
def test_damaged_hours_are_refused(damage: dict[str, Any]) -> None:
    data = {**ITALIAN_DESK.to_dict(), **damage} if damage else {}
    with pytest.raises(UnusableHours):
        BusinessHours.from_dict(data)


def test_every_sentence_is_there_in_italian() -> None:
    catalogue = Path(cases.__file__).parent / "translations" / "it.po"
    italian = {message.id: message for message in read_po(BytesIO(catalogue.read_bytes()), locale="it")}
    for text in (*TEXTS.values(), *NAMES.values()):
        assert italian[text].string, text
        assert not list(italian[text].check()), text


def test_two_weeks_at_a_glance() -> None:
    desk = BusinessHours("Europe/Rome", NINE_TO_SIX, country="IT", exceptions=((date(2026, 12, 7), ()),))
    shown = fourteen_days(desk, date(2026, 12, 1), "it")
    assert len(shown) == 14
    assert (shown[0].hours, shown[0].because) == (((540, 1080),), Because.WEEK)
    assert (shown[6].hours, shown[6].because) == ((), Because.EXCEPTION)
    assert (shown[7].hours, shown[7].because, shown[7].holiday) == ((), Because.HOLIDAY, "Immacolata Concezione")


def test_a_business_day_is_the_mean_open_weekday() -> None:
    assert ITALIAN_DESK.business_day() == timedelta(hours=9)
    assert SPLIT_DESK.business_day() == timedelta(hours=43) / 6
