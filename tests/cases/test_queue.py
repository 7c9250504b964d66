"""The fair queue cannot see who asks: whatever changes about the person, the order stays, byte for byte.

The laws below run over any `Desk` (people and cases in, ids in order out). The real desk keeps them all; desks that
peek at something else must break one, so that the laws are known to bite.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.cases.hours import BusinessHours, parse_week
from app.cases.queue import QueueEntry, can_take, next_for, order_key
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, first_response_due

HOURS = BusinessHours("UTC", parse_week("Mon-Fri 9-18"))
OPENED = datetime(2026, 11, 2, tzinfo=UTC)
WEEK = timedelta(weeks=1)
BOASTS = (" I have 200k followers", " I am a journalist", "")


@cache
def deadline(severity: Severity, entered_at: datetime) -> datetime:
    return first_response_due(SlaPolicy(), HOURS, severity, entered_at)


@dataclass(frozen=True)
class Person:
    name: str
    reputation: int
    badges: int
    spend: int


@dataclass(frozen=True)
class Ticket:
    """A case with all that a peeking queue could want to know."""

    id: int
    person: Person
    severity: Severity
    entered_at: datetime
    skill: str | None
    language: str | None
    votes: int
    views: int
    text: str
    channel: str

    def entry(self) -> QueueEntry:
        due = deadline(self.severity, self.entered_at)
        return QueueEntry(self.id, self.severity, self.entered_at, due, self.skill, self.language)


Desk = Callable[[list[Ticket]], bytes]


def line(ids: list[int]) -> bytes:
    return b",".join(str(number).encode() for number in ids)


def fair(tickets: list[Ticket]) -> bytes:
    """The real queue, emptied one by one by an agent who can take everything."""
    waiting, served = [ticket.entry() for ticket in tickets], []
    while chosen := next_for(waiting, {"billing", "hardware"}, {"en", "it"}):
        waiting.remove(chosen)
        served.append(chosen.id)
    return line(served)


def peeking(key: Callable[[Ticket], object]) -> Desk:
    return lambda tickets: line([t.id for t in sorted(tickets, key=lambda t: (key(t), order_key(t.entry())))])


PEEKING: dict[str, Desk] = {
    "reputation": peeking(lambda t: -t.person.reputation),
    "badges": peeking(lambda t: -t.person.badges),
    "spend": peeking(lambda t: -t.person.spend),
    "name": peeking(lambda t: t.person.name),
    "votes": peeking(lambda t: -t.votes),
    "views": peeking(lambda t: -t.views),
    "boasting": peeking(lambda t: "followers" not in t.text),
    "channel": peeking(lambda t: t.channel != "mail"),
    "calendar week": peeking(lambda t: t.entered_at.isocalendar().week % 2),
    "arrival": lambda tickets: line([t.id for t in tickets]),
}

people = st.builds(
    Person,
    name=st.text(max_size=8),
    reputation=st.integers(0, 10_000),
    badges=st.integers(0, 50),
    spend=st.integers(0, 10_000),
)
tickets_alone = st.builds(
    Ticket,
    id=st.just(0),
    person=people,
    severity=st.sampled_from(Severity),
    entered_at=st.timedeltas(timedelta(0), 2 * WEEK).map(lambda after: OPENED + after),
    skill=st.sampled_from((None, "billing", "hardware")),
    language=st.sampled_from((None, "en", "it")),
    votes=st.integers(0, 500),
    views=st.integers(0, 10_000),
    text=st.sampled_from(("It does not start.", "I was charged twice.")),
    channel=st.sampled_from(("web", "mail", "api")),
)
queues = st.lists(tickets_alone, max_size=10).map(
    lambda found: [replace(ticket, id=number) for number, ticket in enumerate(found)]
)


def law_of_people(desk: Desk, tickets: list[Ticket], chance: Random) -> None:
    """Permuting who asks, with all that is known of them, changes nothing."""
    asking = [ticket.person for ticket in tickets]
    chance.shuffle(asking)
    swapped = [replace(ticket, person=person) for ticket, person in zip(tickets, asking, strict=True)]
    assert desk(swapped) == desk(tickets)


def law_of_attributes(desk: Desk, tickets: list[Ticket], chance: Random) -> None:
    """Permuting one attribute of the people at a time changes nothing."""
    for name in ("name", "reputation", "badges", "spend"):
        values = [getattr(ticket.person, name) for ticket in tickets]
        chance.shuffle(values)
        swapped = [
            replace(ticket, person=replace(ticket.person, **{name: value}))
            for ticket, value in zip(tickets, values, strict=True)
        ]
        assert desk(swapped) == desk(tickets)


def law_of_noise(desk: Desk, tickets: list[Ticket], chance: Random) -> None:
    """Votes, views, boasts and the channel change nothing."""
    louder = [
        replace(
            ticket,
            votes=ticket.votes + chance.randrange(1000),
            views=ticket.views + chance.randrange(100_000),
            text=ticket.text + chance.choice(BOASTS),
            channel=chance.choice(("web", "mail", "api")),
        )
        for ticket in tickets
    ]
    assert desk(louder) == desk(tickets)


def law_of_weeks(desk: Desk, tickets: list[Ticket], chance: Random) -> None:
    """The same cases some whole weeks later come in the same order."""
    by = chance.randrange(1, 9) * WEEK
    assert desk([replace(t, entered_at=t.entered_at + by) for t in tickets]) == desk(tickets)


def law_of_listing(desk: Desk, tickets: list[Ticket], chance: Random) -> None:
    """The order in which the cases are read from anywhere changes nothing."""
    assert desk(chance.sample(tickets, len(tickets))) == desk(tickets)


LAWS = (law_of_people, law_of_attributes, law_of_noise, law_of_weeks, law_of_listing)


def check_all_laws(desk: Desk) -> None:
    @settings(deadline=None, max_examples=100, database=None, derandomize=True, phases=[Phase.generate])
    @given(tickets=queues, chance=st.randoms(use_true_random=False))
    def laws(tickets: list[Ticket], chance: Random) -> None:
        for law in LAWS:
            law(desk, tickets, chance)

    laws()


def test_the_queue_keeps_every_law() -> None:
    check_all_laws(fair)


def made_up(chance: Random) -> list[Ticket]:
    """A small queue, at moments of whole ten minutes so that some are the same."""
    return [
        Ticket(
            id=number,
            person=Person(
                chance.choice("ABCDEF"), chance.randrange(10_000), chance.randrange(50), chance.randrange(10_000)
            ),
            severity=chance.choice(list(Severity)),
            entered_at=OPENED + chance.randrange(2016) * timedelta(minutes=10),
            skill=chance.choice((None, "billing", "hardware")),
            language=chance.choice((None, "en", "it")),
            votes=chance.randrange(500),
            views=chance.randrange(10_000),
            text="I was charged twice.",
            channel=chance.choice(("web", "mail", "api")),
        )
        for number in range(chance.randrange(2, 6))
    ]


def test_the_queue_keeps_every_law_in_ten_thousand_queues() -> None:
    chance, caught = Random(17), dict.fromkeys(PEEKING, 0)
    for number in range(10_000):
        tickets = made_up(chance)
        for law in LAWS:
            law(fair, tickets, chance)
        if number % 50 == 0:
            for name, desk in PEEKING.items():
                caught[name] += breaks_a_law(desk, tickets, chance)
    assert all(caught.values()), "the same queues catch every desk that peeks"


def breaks_a_law(desk: Desk, tickets: list[Ticket], chance: Random) -> bool:
    try:
        for law in LAWS:
            law(desk, tickets, chance)
    except AssertionError:
        return True
    return False


@pytest.mark.parametrize("desk", PEEKING.values(), ids=PEEKING)
def test_a_queue_that_looks_at_something_else_is_caught(desk: Desk) -> None:
    with pytest.raises(AssertionError):
        check_all_laws(desk)


@given(tickets=queues)
@settings(deadline=None)
def test_first_come_first_served_inside_a_severity(tickets: list[Ticket]) -> None:
    served = [tickets[int(number)] for number in fair(tickets).split(b",") if number]
    for severity in Severity:
        same = [(ticket.entered_at, ticket.id) for ticket in served if ticket.severity == severity]
        assert same == sorted(same)


@given(tickets=queues, late=tickets_alone)
@settings(deadline=None)
def test_nobody_is_overtaken_after_their_deadline(tickets: list[Ticket], late: Ticket) -> None:
    entry = late.entry()
    assert all(order_key(t.entry()) < order_key(entry) for t in tickets if t.entry().deadline < entry.entered_at)


def at(hour: int) -> datetime:
    return OPENED + timedelta(hours=hour)


def test_an_agent_gets_the_most_urgent_case_they_can_take() -> None:
    entries = [
        QueueEntry(1, Severity.S2, at(9), at(11), skill="billing", language="en"),
        QueueEntry(2, Severity.S3, at(9), at(13), language="it"),
        QueueEntry(3, Severity.S4, at(8), at(16)),
        QueueEntry(4, Severity.S4, at(8), at(16)),
    ]
    assert next_for(entries, {"billing"}, {"en"}) == entries[0]
    assert next_for(entries, set(), {"en", "it"}) == entries[1]
    assert next_for(entries, {"billing"}, set()) == entries[2]
    assert next_for([], {"billing"}, {"en"}) is None
    assert not can_take(entries[0], {"hardware"}, {"en"})


def test_the_entry_has_room_for_nothing_else() -> None:
    assert list(QueueEntry.__dataclass_fields__) == ["id", "severity", "entered_at", "deadline", "skill", "language"]
