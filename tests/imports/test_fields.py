"""Dates, tags, numbers, licences, the set of ids, and the grouping of history: the pure pieces."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.imports.stackexchange.fields import read_moment, read_number, read_tags
from app.imports.stackexchange.known import IdSet
from app.imports.stackexchange.licences import VERSION_3_SINCE, VERSION_4_SINCE, Licence, licence_at, licence_of
from app.imports.stackexchange.revisions import HistoryRow, grouped
from app.imports.stackexchange.rows import Author, RevisionKind

MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-12-06T17:10:44.557", datetime(2016, 12, 6, 17, 10, 44, 557000, tzinfo=UTC)),
        ("2016-12-06T17:10:44", datetime(2016, 12, 6, 17, 10, 44, tzinfo=UTC)),
        ("2016-12-06T17:10:44Z", datetime(2016, 12, 6, 17, 10, 44, tzinfo=UTC)),
        ("2016-12-06T17:10:44+02:00", datetime(2016, 12, 6, 15, 10, 44, tzinfo=UTC)),
        ("0001-01-01T00:00:00+02:00", None),
        ("2016-02-30T00:00:00", None),
        ("2016-12-06", None),
        ("", None),
    ],
)
def test_dates_are_utc_or_nothing(text, moment):
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("<kettle><wi-fi>", ("kettle", "wi-fi")),
        ("|kettle|c#|", ("kettle", "c#")),
        ("<a><a>", ("a",)),
        ("<a>|b|", None),
        ("kettle", None),
        ("<>", None),
        ("|", None),
        ("||", None),
    ],
)
def test_both_ways_of_writing_tags(text, tags):
    assert read_tags(text) == tags


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_but_never_raises(text):
    number = read_number(text)
    assert number is None or abs(number) < 10**18
    moment = read_moment(text)
    assert moment is None or moment.tzinfo is UTC
    read_tags(text)


def test_the_licence_changes_at_the_published_moments():
    assert licence_at(VERSION_3_SINCE - MOMENT) is Licence.CC_BY_SA_2_5
    assert licence_at(VERSION_3_SINCE) is Licence.CC_BY_SA_3_0
    assert licence_at(VERSION_4_SINCE - MOMENT) is Licence.CC_BY_SA_3_0
    assert licence_at(VERSION_4_SINCE) is Licence.CC_BY_SA_4_0
    assert Licence.CC_BY_SA_4_0.url == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_a_stated_licence_wins_over_the_date_and_an_unknown_one_does_not():
    assert licence_of("CC BY-SA 2.5", VERSION_4_SINCE) is Licence.CC_BY_SA_2_5
    assert licence_of("all mine", VERSION_4_SINCE) is Licence.CC_BY_SA_4_0


@given(st.lists(st.integers(-(10**18), 10**18) | st.integers(-600, 600)))
def test_the_set_of_ids_is_a_set(numbers):
    ours, theirs = IdSet(), set()
    for number in numbers:
        assert ours.add(number) is (number not in theirs)
        theirs.add(number)
    assert all(number in ours for number in numbers)
    assert all((number in ours) is (number in theirs) for number in range(-600, 600))


def part(number: int, mark: str, name: str) -> HistoryRow:
    now = datetime(2020, 1, 1, tzinfo=UTC)
    author = Author(None, None)
    licence = Licence.CC_BY_SA_4_0
    return HistoryRow(number, (1, mark), RevisionKind.EDIT, name, f"text {number}", None, author, now, None, licence)


def test_rows_of_two_savings_that_are_interleaved_are_told_apart():
    rows = [part(1, "a", "title"), part(2, "b", "title"), part(3, "a", "body"), part(4, "b", "body")]
    assert [(r.id, r.title, r.body_markdown) for r in grouped(rows)] == [
        (1, "text 1", "text 3"),
        (2, "text 2", "text 4"),
    ]


def test_waiting_is_bounded_and_loses_nothing():
    rows = [part(number, str(number), "body") for number in range(10)] + [part(10, "0", "title")]
    revisions = list(grouped(rows, window=3))
    assert [revision.id for revision in revisions] == list(range(11))
