"""The order of statuses: what may follow, what an edit leaves, what may be said of something derived."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.labels.algebra import (
    CAUTION,
    CONFIRMED,
    ORDER,
    RANK,
    Standpoint,
    Status,
    after_edit,
    changed_characters,
    derived,
    is_typo,
    may_follow,
    meet,
)
from app.posts.kinds import Voice

STATUSES = st.sampled_from(list(Status))
STANDPOINTS = st.one_of(
    st.builds(Standpoint, st.just(Voice.COMPANY), STATUSES),
    st.builds(Standpoint, st.just(Voice.COMMUNITY), st.sampled_from([s for s in Status if s is not Status.OFFICIAL])),
)


def test_the_order_is_the_published_one() -> None:
    said = "withdrawn corrected disputed unofficial unreviewed community_verified staff_verified official"
    assert [status.value for status in ORDER] == said.split()


@given(STATUSES, STATUSES, STATUSES)
def test_the_meet_is_a_semilattice(one: Status, two: Status, three: Status) -> None:
    assert meet(one, one) is one
    assert meet(one, two) is meet(two, one)
    assert meet(meet(one, two), three) is meet(one, meet(two, three))
    assert RANK[meet(one, two)] <= min(RANK[one], RANK[two])


def test_the_meet_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        meet()


@given(st.lists(STANDPOINTS, min_size=1, max_size=6))
def test_what_is_derived_says_no_more_than_its_weakest_source(sources: list[Standpoint]) -> None:
    made = derived(sources)
    assert RANK[made.status] <= RANK[meet(*(source.status for source in sources))]
    assert made.voice is (
        Voice.COMPANY if all(source.voice is Voice.COMPANY for source in sources) else Voice.COMMUNITY
    )


@given(st.lists(STANDPOINTS, min_size=1, max_size=5), STANDPOINTS)
def test_another_source_never_raises_it(sources: list[Standpoint], another: Standpoint) -> None:
    assert RANK[derived([*sources, another]).status] <= RANK[derived(sources).status]


def test_the_community_is_never_official() -> None:
    with pytest.raises(ValueError, match="never be official"):
        Standpoint(Voice.COMMUNITY, Status.OFFICIAL)


@pytest.mark.parametrize(("status", "typo", "company", "speaks"), list(product(Status, *3 * [(True, False)])))
def test_what_an_edit_leaves(status: Status, typo: bool, company: bool, speaks: bool) -> None:
    after = after_edit(status, typo=typo, company=company, speaks=speaks)
    if status in CAUTION or status is Status.WITHDRAWN:
        assert after is status
    elif status in CONFIRMED and not company:
        assert after is (status if typo else Status.UNREVIEWED)
    elif status in CONFIRMED and not speaks:
        assert after is Status.UNREVIEWED
    elif status is Status.OFFICIAL:
        assert after is Status.STAFF_VERIFIED
    assert RANK[after] <= RANK[status]


@pytest.mark.parametrize(("typo", "speaks"), list(product((True, False), repeat=2)))
def test_no_edited_text_is_official(typo: bool, speaks: bool) -> None:
    assert after_edit(Status.OFFICIAL, typo=typo, company=True, speaks=speaks) is not Status.OFFICIAL


@given(STATUSES, STATUSES)
def test_nothing_rises_from_a_caution_by_itself(before: Status, after: Status) -> None:
    rises = before in CAUTION and RANK[after] > RANK[before]
    assert may_follow(before, after, by_staff=False) is (before is not after and not rises)
    assert may_follow(before, after, by_staff=True) is (before is not after)


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=12))
def test_changed_characters_are_the_shortest_edit(before: str, after: str) -> None:
    assert changed_characters(before, after, at_most=30) == len(before) + len(after) - 2 * _common(before, after)


def _common(one: str, two: str) -> int:
    """The length of the longest common subsequence, by the book."""
    row = [0] * (len(two) + 1)
    for letter in one:
        last = 0
        for at, other in enumerate(two, 1):
            row[at], last = (last + 1 if letter == other else max(row[at], row[at - 1])), row[at]
    return row[-1]


@pytest.mark.parametrize(
    ("before", "after", "typo"),
    [
        ("Set the profle to stable.", "Set the profile to stable.", True),
        ("Set MTU to 1492.", "Set MTU to 1500.", False),
        ("Use firmware 4.2 now.", "Use firmware 42 now.", False),
        ("Wait 10 s.", "Wait ten s.", False),
        ("a" * 20, "a" * 20 + "b" * 10, True),
        ("a" * 20, "a" * 20 + "b" * 11, False),
        ("Reset it.", "Reset it. Then sell your house and move away.", False),
        ("Get it from https://acme.example/fw now.", "Get it from https://acne.example/fw now.", False),
        ("Get it from [here](https://acme.example).", "Get it from [here](https://acme.example.co).", False),
        ("Get it from [here](/articles/one).", "Get it from [here](/articles/two).", False),
        ("As [here][fw].\n\n[fw]: /articles/one", "As [here][fw].\n\n[fw]: /articles/two", False),
        ("Get it from acme.example now.", "Get it from acme-x.example now.", False),
        ("Get it now.", "Get it at x.co now.", False),
        ("Write to help@acme.example.", "Write to help@acmo.example.", False),
        ("Get it from https://acme.example/fw nwo.", "Get it from https://acme.example/fw now.", True),
        ("Do not open it.", "Do open it.", False),
        ("You can open it.", "You can't open it.", False),
        ("Non aprire il coperchio.", "Aprire il coperchio.", False),
        ("Do it without mains.", "Do it with mains.", False),
        ("Turn it by -5 degrees.", "Turn it by 5 degrees.", False),
        ("Set .5 bar.", "Set 5 bar.", False),
        ("Wait 5 min now.", "Wait 5 h now.", False),
        ("Set 40% fan.", "Set 40 fan.", False),
        ("Use 5 V here.", "Use 5 mV here.", False),
    ],
)
def test_a_typo_is_small_and_touches_no_number_link_or_negation(before: str, after: str, typo: bool) -> None:
    assert is_typo(before, after) is typo


def test_a_long_text_written_anew_is_compared_at_once() -> None:
    """Thirty thousand characters against others: the search gives up after ten and does not grow with the square."""
    before, after = "ab" * 15_000, "ba" * 15_000 + "c" * 11
    assert changed_characters(before, after) == 11
