"""Policies played over the past."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.escalation.estimates import Lived, estimate
from app.escalation.hazard import Wait
from app.escalation.replay import compare, exact_interval, learned_windows, play, quantile
from app.escalation.window import LONGEST, SHORTEST, Prices

HOUR = timedelta(hours=1)
NOTHING = frozenset[int]()

pasts = st.lists(
    st.builds(Lived, st.frozensets(st.integers(1, 4)), st.builds(Wait, st.floats(0, 200), st.booleans())),
    min_size=5,
    max_size=60,
)


def peer(hours: float) -> Lived:
    return Lived(NOTHING, Wait(hours, True))


NEVER = Lived(NOTHING, Wait(500, False))


def test_peers_may_still_solve_it_until_staff_answer() -> None:
    played = play([peer(3), peer(15), peer(17), NEVER], [8 * HOUR] * 4, 8)
    assert [(one.hours, one.by_peer, one.by_staff) for one in played] == [
        (3, True, False),
        (15, True, False),
        (16, False, True),
        (16, False, True),
    ]


def test_who_solved_it_alone_took_nobodys_time() -> None:
    alone = Lived(NOTHING, Wait(2, False), by_themselves=True)
    (played,) = play([alone], [8 * HOUR], 8)
    assert (played.hours, played.by_peer, played.by_staff) == (2, False, False)


@given(pasts, st.floats(0.5, 72), st.floats(0, 24))
def test_waiting_longer_never_loses_a_peer_solution(past: list[Lived], hours: float, more: float) -> None:
    short = play(past, [hours * HOUR] * len(past), 8)
    long = play(past, [(hours + more) * HOUR] * len(past), 8)
    assert sum(one.by_peer for one in short) <= sum(one.by_peer for one in long)
    assert all(one.hours <= other.hours + 1e-6 for one, other in zip(short, long, strict=True))


@given(pasts)
def test_learned_windows_are_held_to_the_bounds(past: list[Lived]) -> None:
    assert all(SHORTEST <= window <= LONGEST for window in learned_windows(past, Prices()))


def test_a_question_does_not_teach_its_own_window() -> None:
    """Its fold is left out: what happened to it changes the windows of others only."""
    past = [peer(0.2), NEVER, peer(6), NEVER, peer(20)] * 8
    other = [Lived(NOTHING, Wait(90, True)), *past[1:]]
    assert learned_windows(past, Prices())[0] == learned_windows(other, Prices())[0]


def test_a_topic_whose_questions_peers_solve_late_is_given_longer() -> None:
    quick = [Lived(frozenset({1}), Wait(0.25, True))] * 40 + [Lived(frozenset({1}), Wait(500, False))] * 40
    slow = [Lived(frozenset({2}), Wait(at / 4, True)) for at in range(80)]
    taught = estimate([*quick, *slow])
    assert taught.topics[1].window < taught.topics[2].window
    assert taught.window_for({1, 2}) == (taught.topics[1].window + taught.topics[2].window) / 2
    assert taught.window_for({9}) == taught.window_for(()) == taught.whole.window
    for one in taught.topics.values():
        assert one.least <= one.most


def test_figures_of_a_policy() -> None:
    past = [peer(1), peer(1), NEVER, NEVER]
    played = {"default": play(past, [8 * HOUR] * 4, 2), "4 h": play(past, [4 * HOUR] * 4, 2)}
    figures = compare(played, prices=Prices(answer=100), resamples=200)
    default, four = figures["default"], figures["4 h"]
    assert (default.by_peers.value, default.by_staff.value, default.questions) == (0.5, 0.5, 4)
    assert (default.median.value, default.p90.value) == (1, 10)
    assert default.cost.value == (1 + 1 + 110 + 110) / 4
    assert four.against_default.value == pytest.approx(-2)
    assert default.against_default.interval == (0, 0)
    low, high = four.against_default.interval
    assert low <= -2 <= high <= 0
    assert figures == compare(played, prices=Prices(answer=100), resamples=200)


@pytest.mark.parametrize(
    ("hits", "size", "low", "high"), [(0, 10, 0, 0.3085), (5, 10, 0.1871, 0.8129), (10, 10, 0.6915, 1)]
)
def test_exact_intervals_are_those_of_the_tables(hits: int, size: int, low: float, high: float) -> None:
    assert exact_interval(hits, size) == pytest.approx((low, high), abs=5e-4)


def test_a_quantile_is_a_value_that_was_seen() -> None:
    assert [quantile([1, 2, 3, 4], share) for share in (0, 0.25, 0.5, 0.9, 1)] == [1, 1, 2, 4, 4]
