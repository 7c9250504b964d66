"""A million turns of clocks: what is kept turn by turn is what a plain reading of the whole log gives."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from app.cases.hours import BusinessHours, due_after, open_between, parse_week
from app.cases.sla_clock import SlaClock, Turn, replay
from tests.cases.calendars import ITALIAN_DESK, NIGHT_DESK, SPLIT_DESK

LOGS, TURNS = 500, 2_000
"""A million in all, in four parts."""
PARTS = 4
DESKS = (
    ITALIAN_DESK,
    SPLIT_DESK,
    NIGHT_DESK,
    BusinessHours("America/Sao_Paulo", parse_week("Sun-Thu 0-8, 20-24"), country="BR"),
    BusinessHours("Australia/Lord_Howe", parse_week("Mon-Sun 1-3")),
)
START = datetime(2018, 9, 15, tzinfo=UTC)
Log = list[tuple[Turn, datetime, BusinessHours]]


def random_log(rng: random.Random) -> Log:
    """Turns some minutes or days apart, some at the same moment, doubled ones too; the hours change now and then."""
    at, hours, turns, found = START, rng.choice(DESKS), list(Turn), []
    mean = rng.choice((60, 3600, 40_000))
    for _turn in range(TURNS):
        if rng.random() < 0.9:
            at += timedelta(microseconds=int(rng.expovariate(1 / mean) * 1e6))
        if rng.random() < 0.01:
            hours = rng.choice(DESKS)
        found.append((turns[rng.random() < 0.5], at, hours))
    return found


def read_plainly(first: BusinessHours, log: Log) -> tuple[timedelta, BusinessHours, bool]:
    """(open time of the unpaused spans, the hours it runs by, whether it runs), each span by the hours it began with."""
    used, runs, by = timedelta(0), True, first
    for (_turn, a, _hours), (turn, b, hours) in pairwise([(Turn.RESUME, START, first), *log]):
        if runs:
            used += open_between(by, a, b)
        if turn == Turn.RESUME and not runs:
            by = hours
        runs = turn == Turn.RESUME
    return used, by, runs


@pytest.mark.parametrize("part", range(PARTS))
def test_kept_turn_by_turn_is_what_the_log_says(part: int) -> None:
    rng = random.Random(part)
    for _log in range(LOGS // PARTS):
        first, target = rng.choice(DESKS), timedelta(minutes=rng.randrange(1, 60_000))
        log = random_log(rng)
        clock = replay(first, target, START, log)
        end = log[-1][1]
        used, by, runs = read_plainly(first, log)
        assert (clock.elapsed(end), clock.hours, not clock.paused) == (used, by, runs)
        assert clock.remaining(end) == target - used
        if used <= target:
            assert clock.due(end) == due_after(by, end, target - used)
        else:
            assert clock.due(end) < end


def test_a_clock_that_is_kept_and_read_again_between_turns_is_the_same() -> None:
    """As it is in the database: from one turn to the next nothing but its fields is left."""
    rng = random.Random(99)
    log, first, target = random_log(rng), ITALIAN_DESK, timedelta(hours=300)
    clock = SlaClock.start(first, target, START)
    for turn, at, hours in log:
        kept = {name: getattr(clock, name) for name in SlaClock.__dataclass_fields__}
        clock = SlaClock(**kept)
        clock = clock.pause(at) if turn == Turn.PAUSE else clock.resume(at, hours)
    assert clock == replay(first, target, START, log)
