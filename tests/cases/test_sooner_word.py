"""Whoever has a case goes by the word that is due first: a private word does not keep what the thread promises."""

import pytest

from app.cases.actions.taking import take_next
from app.cases.actions.working import reply
from app.cases.desk.board import board_of
from app.cases.due import next_word
from app.cases.news import desk_mark
from app.cases.queries import cases_held_by
from app.kit import clock
from app.questions.states import Trigger
from tests import make
from tests.cases.private import opened as privately
from tests.cases.private import signed_in
from tests.cases.working import MONDAY, NEEDED, TITLE, asked_customer, at, opened, said, taken, the, work_at
from tests.world import World

OTHER = "Which of my manuals is new"


@pytest.fixture
def thread(world: World) -> int:
    """A question whose reply is promised for Monday 17:30; Gus wrote to its asker in private at 16:00. And a private case, due when Tuesday opens."""
    with clock.at(MONDAY):
        number = opened(world)
        taken(world, number)
    with at(2026, 11, 23, 10, 0):
        with world.acting("ben") as ben:
            privately(ben, title=OTHER, body="I have two of them.")
        with world.acting("gus") as gus:
            assert take_next(gus) is not None
    with at(2026, 11, 23, 16, 0), world.acting("gus") as gus:
        reply(gus, the(number), body="I look into it.")
    return number


def order(page: str) -> list[str]:
    mine = page.partition('aria-label="My cases"')[2].partition("</nav>")[0]
    return sorted((name for name in (TITLE, OTHER) if name in mine), key=mine.index)


def test_the_thread_comes_first_and_is_said(world: World, thread: int) -> None:
    with at(2026, 11, 23, 16, 5):
        page = signed_in(world, "gus").text("/workspace")
    assert order(page) == [TITLE, OTHER]
    assert "your turn, on the thread by 17:30" in page
    assert "your turn, by Tue 09:00" in page
    assert TITLE in page.partition('aria-label="Due within two hours"')[2].partition("</nav>")[0]


def test_it_is_late_where_the_promise_was_missed(world: World, thread: int) -> None:
    work_at(world, MONDAY.replace(hour=17, minute=31))
    with at(2026, 11, 23, 17, 32):
        page = signed_in(world, "gus").text("/workspace")
        assert "late on the thread since 17:30" in page.partition('aria-label="Late"')[2].partition("</nav>")[0]
        lead = signed_in(world, "lea")
        for where in ("/workspace/team", "/workspace/team/bulk?which=late"):
            assert "late on the thread since 17:30" in lead.text(where), where
        assert OTHER not in lead.text("/workspace/team/bulk?which=late")
        with world.acting("lea") as lea:
            board = board_of(lea)
            assert [case.question_id for case in board.late] == [thread]
            assert next(load.late for load in board.loads if load.user.id == world.ids["gus"]) == 1


def test_a_case_that_waits_for_its_customer_is_still_awaited_on_the_thread(world: World, thread: int) -> None:
    with at(2026, 11, 23, 16, 10):
        with world.acting("gus") as gus:
            reply(gus, the(thread), body="Which one?", needed=NEEDED)
        gus_sees = signed_in(world, "gus").text("/workspace")
        assert "waits for the customer; yours on the thread, by 17:30" in gus_sees
        assert order(gus_sees) == [TITLE, OTHER]


def test_answered_on_the_thread_its_own_time_counts_again(world: World, thread: int) -> None:
    with at(2026, 11, 23, 16, 10):
        with world.acting("gus") as gus:
            before = desk_mark(gus)
            make.answer(gus, the(thread).question, body="It is in the box.")
        with world.acting("gus") as gus:
            assert next_word(the(thread)) is None
            assert desk_mark(gus) != before
            assert [case.question_id for case in cases_held_by(gus)] == [None, thread]


def test_the_private_word_leads_where_it_is_sooner(world: World) -> None:
    with clock.at(MONDAY):
        number = opened(world)
        asked_customer(world, number)
    with at(2026, 11, 23, 10, 0), world.acting("gus"):
        case = the(number)
        case.state, case.promised_at = case.state.ASSIGNED, MONDAY.replace(hour=12, minute=0)
        word = next_word(case)
        assert word is not None
        assert (said(word.by), word.on_thread) == ("Mon 23 12:00", False)


def test_the_next_word_on_a_known_issue_is_not_theirs(world: World, thread: int) -> None:
    with at(2026, 11, 23, 16, 5), world.acting("gus") as gus:
        case = the(thread)
        case.question.trigger = Trigger.KNOWN_ISSUE
        word = next_word(case)
        assert word is not None
        assert not word.on_thread
        assert [one.question_id for one in cases_held_by(gus)] == [None, thread]
