"""The page of a month, the word on the lead's board, and the command."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from app.kit import clock
from tests.attack.naughty.strings import NAUGHTY
from tests.cases.waiting import wait
from tests.visiting import Visitor
from tests.world import World

ROME = ZoneInfo("Europe/Rome")
JUNE = datetime(2030, 6, 20, 12, tzinfo=ROME)
MONDAY = datetime(2030, 5, 6, 9, 30, tzinfo=ROME)
MAY = "/workspace/equity?month=2030-05"


def signed_in(world: World, name: str) -> Visitor:
    return Visitor(world.app).signed_in_as(world.email(name))


def page(world: World, path: str = MAY, name: str = "lea", moment: datetime = JUNE) -> str:
    with clock.at(moment):
        return signed_in(world, name).text(path)


def waited(world: World, name: str, number: int, *, language: str = "en", later: timedelta = timedelta(0)) -> None:
    with world.acting(name) as person:
        for place in range(number):
            case = wait(person.id, entered_at=MONDAY, language=language)
            case.first_response_at = MONDAY + later + timedelta(minutes=place)


@pytest.mark.parametrize("name", ["lea", "ada"])
def test_leads_and_administrators_read_it(world: World, name: str) -> None:
    words = page(world, "/workspace/equity", name)
    assert "Equity report: May 2030" in words
    assert "Nobody asked in this month" in words


@pytest.mark.parametrize("name", ["ann", "eve", "gus", "mia"])
def test_nobody_else_does(world: World, name: str) -> None:
    assert signed_in(world, name).get("/workspace/equity").status_code == 404


def test_few_are_not_shown(world: World) -> None:
    waited(world, "ann", 9)
    words = page(world)
    assert "Fewer than ten asked" in words
    assert "9 asked" not in words


def test_figures_with_intervals_and_how_sure(world: World) -> None:
    waited(world, "ann", 40)
    waited(world, "ben", 30, language="it")
    waited(world, "new", 2, language="de")
    words = page(world)
    for said in (
        "72 asked",
        "insufficient data",
        "Too few asked: each side needs 200 before anything can be said.",
        "Half waited no longer, with the 95 % interval",
        "few asked: not shown",
        "Cliff’s delta",
        "English (40) with the rest (32)",
        "19 min (13 min – 25 min)",
    ):
        assert said in words, said
    assert "German" in words
    assert '<td class="num">30</td>' not in words, "hidden too, or the two would follow from the sum"


def test_an_unfair_month_says_who_is_served_sooner(world: World) -> None:
    waited(world, "ann", 220)
    waited(world, "ben", 220, language="it", later=timedelta(hours=3))
    words = page(world)
    assert "unfair" in words
    assert "Waits longer: Italian." in words, "as many as in English, and Italian is the last by name"


def test_no_month_breaks_the_page(world: World) -> None:
    months = [*NAUGHTY, "", " 2030-05 ", "2030-05\x00", "٢٠٣٠-٠٥", "9" * 5000, "0000-01", "2999-12"]
    with clock.at(JUNE):
        lea = signed_in(world, "lea")
        answers = {lea.get("/workspace/equity", query_string={"month": month}).status_code for month in months}
    assert answers == {200, 422}


def test_it_is_kept_for_ten_minutes_and_no_longer(world: World) -> None:
    assert "Nobody asked" in page(world)
    waited(world, "ann", 12)
    assert "12 asked" in page(world, moment=JUNE + timedelta(minutes=11))


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("May", "A month is written like 2026-10."),
        ("2030-13", "A month is written"),
        ("2030-07", "This month has not begun."),
    ],
)
def test_another_month_is_a_sentence(world: World, month: str, sentence: str) -> None:
    with clock.at(JUNE):
        answer = signed_in(world, "lea").get(f"/workspace/equity?month={month}")
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_from_month_to_month(world: World) -> None:
    words = page(world)
    assert "month=2030-04" in words
    assert "month=2030-06" in words
    now = page(world, "/workspace/equity?month=2030-06")
    assert "month=2030-07" not in now
    january = page(world, "/workspace/equity?month=2030-01")
    assert "month=2029-12" in january


def test_the_board_says_that_a_report_is_new(world: World) -> None:
    new = page(world, "/workspace/team", moment=datetime(2030, 6, 3, 9, tzinfo=ROME))
    assert "The report of May 2030 is there." in new
    later = page(world, "/workspace/team")
    assert "is there." not in later
    assert 'href="/workspace/equity"' in later


def test_administrators_find_it_too(world: World) -> None:
    assert 'href="/workspace/equity"' in page(world, "/admin", "ada")
    assert 'href="/admin"' in page(world, name="ada"), "and back: the board is not theirs"
    assert "/workspace/equity" not in page(world, "/admin", "mia")


def test_in_italian(world: World) -> None:
    with world.acting("lea") as lea:
        lea.locale = "it"
    waited(world, "ann", 40)
    words = page(world)
    assert "maggio 2030" in words
    assert "dati insufficienti" in words


def test_the_command(world: World, app: Flask) -> None:
    waited(world, "ann", 40)
    run = app.test_cli_runner()
    with clock.at(JUNE):
        found = run.invoke(args=["equity", "report", "--from", "2030-05-01", "--to", "2030-06-01"])
        wrong = run.invoke(args=["equity", "report", "--from", "2030-05-02", "--to", "2030-05-01"])
        usual = run.invoke(args=["equity", "report"])
    assert found.exit_code == 0, found.output
    assert "Until the first word from staff: 40 asked" in found.output
    assert "n 40, no word yet 0, median 19 min (13 min – 25 min)" in found.output
    assert wrong.exit_code == 2
    assert "--from must be before --to" in wrong.output
    assert usual.output == found.output
