"""From rows to order, over ten thousand random queues in the database: whatever is changed about people, their words and
who reads them, each queue is served in the same order, byte for byte. Desks that peek at it are caught.

All queues stand in one table, each under a skill of its own, so that one reading gives them all.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from sqlalchemy import bindparam, func, insert, select, text, update

from app.accounts.models import User
from app.cases.desk.hands import Hands
from app.cases.desk.queries import entries_for, needs
from app.cases.hours import BusinessHours, parse_week
from app.cases.models import Case
from app.cases.queue import QueueEntry, next_for, order_key
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, first_response_due
from app.cases.states import CaseState
from app.extensions import db
from app.kit.tokens import random_reference
from app.posts.models import Post
from app.questions.models import Acceptance, Question
from tests import make
from tests.world import World

QUEUES, PEOPLE = 10_000, 60
HOURS, POLICY = BusinessHours("UTC", parse_week("Mon-Fri 9-18")), SlaPolicy()
OPENED = datetime(2026, 11, 2, tzinfo=UTC)
STEP, STEPS = timedelta(minutes=10), 2016
Order = dict[str, bytes]


@cache
def deadline(severity: Severity, steps: int, weeks: int = 0) -> datetime:
    return first_response_due(POLICY, HOURS, severity, OPENED + steps * STEP + timedelta(weeks=weeks))


@dataclass
class Town:
    """The people and questions there are, and of each case when it came and how grave it is."""

    people: list[int]
    questions: list[int]
    cases: list[tuple[int, Severity, int]]


@pytest.fixture
def town(world: World) -> Iterator[Town]:
    chance = Random(11)
    with world.acting("ann") as ann:
        asked = [make.question(ann, title=f"Question {number}") for number in range(6)]
        answered = make.answer(world.person("ben"), asked[0])
        hosts = [{"display_name": f"P{number}", "created_at": OPENED} for number in range(PEOPLE)]
        people = list(db.session.scalars(insert(User).returning(User.id), hosts))
        questions = [question.id for question in asked]
        for person in people[::3]:
            db.session.add(Acceptance(question_id=questions[0], answer_id=answered.id, by_id=person, undone_at=OPENED))
        rows = [row for number in range(QUEUES) for row in _queue(number, people, questions, chance)]
        db.session.execute(insert(Case), rows)
        found = select(Case.id, Case.severity, Case.entered_at).order_by(Case.id)
        cases = [(one, severity, (at - OPENED) // STEP) for one, severity, at in db.session.execute(found)]
    with world.acting("lea"):
        yield Town(people, questions, cases)
        db.session.rollback()


def _queue(number: int, people: list[int], questions: list[int], chance: Random) -> Iterator[dict[str, object]]:
    for _ in range(chance.randrange(2, 4)):
        severity, steps = chance.choice(list(Severity)), chance.randrange(STEPS)
        due = deadline(severity, steps)
        yield {
            "reference": random_reference(),
            "customer_id": chance.choice(people),
            "question_id": chance.choice(questions),
            "state": CaseState.QUEUED,
            "severity": severity,
            "skill": f"queue-{number}",
            "language": "en",
            "reason": "",
            "needed": "",
            "entered_at": OPENED + steps * STEP,
            "deadline": due,
            "promised_at": due,
            "next_due_at": due,
        }


def by_queue(entries: list[QueueEntry]) -> dict[str, list[QueueEntry]]:
    found: dict[str, list[QueueEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.skill or ""].append(entry)
    return found


def fair(waiting: dict[str, list[QueueEntry]]) -> Order:
    """Each queue emptied by an agent who has its skill."""
    return {skill: _served(list(entries), skill) for skill, entries in waiting.items()}


def _served(entries: list[QueueEntry], skill: str) -> bytes:
    served = []
    while chosen := next_for(entries, {skill}, {"en"}):
        entries.remove(chosen)
        served.append(b"%d" % chosen.id)
    return b",".join(served)


REPUTATION = select(-func.count()).where(Acceptance.by_id == Case.customer_id).correlate(Case).scalar_subquery()
PEEKS: dict[str, Any] = {
    "reputation": REPUTATION,
    "name": User.display_name,
    "employee": User.is_employee,
    "votes": -Post.votes,
    "boasting": ~Post.text.contains("followers"),
    "channel": Post.source_format,
    "who opened it": func.coalesce(Case.opened_by_id, 0),
}


def peeking(waiting: dict[str, list[QueueEntry]]) -> dict[str, Order]:
    """What desks would serve whose order begins with something about the person, their words, or who reads them."""
    query = select(Case.id, *PEEKS.values()).join(User, User.id == Case.customer_id)
    seen = {row[0]: row[1:] for row in db.session.execute(query.join(Post, Post.id == Case.question_id))}
    orders: dict[str, Order] = {name: {} for name in PEEKS}
    for skill, entries in waiting.items():
        honest = sorted(entries, key=order_key)
        for place, name in enumerate(PEEKS):
            bent = sorted(honest, key=lambda one, place=place: seen[one.id][place])  # type: ignore[misc]
            orders[name][skill] = b",".join(b"%d" % one.id for one in bent)
    return orders


def permuted_authors(town: Town, chance: Random) -> None:
    """The cases change hands: everybody's case becomes somebody else's."""
    shifted = dict(zip(town.people, [*town.people[7:], *town.people[:7]], strict=True))
    ids = defaultdict(list)
    for case_id, person in db.session.execute(select(Case.id, Case.customer_id)).all():
        ids[shifted[person]].append(case_id)
    for person, cases in ids.items():
        chance.shuffle(cases)
        for start in range(0, len(cases), 500):
            db.session.execute(
                update(Case).where(Case.id.in_(cases[start : start + 500])).values(customer_id=person),
                execution_options={"synchronize_session": False},
            )


def _written(table: object, **values: object) -> None:
    db.session.execute(
        update(table).values(**values),  # type: ignore[arg-type]
        execution_options={"synchronize_session": False},
    )


def renamed(town: Town, chance: Random) -> None:
    _written(User, display_name=func.substr("ZYXWVUTSRQPONM", User.id % 14 + 1, 1), about="I am a journalist")
    _written(User, is_employee=User.id % 2 == 0, is_spokesperson=User.id % 3 == 0)


def applauded(town: Town, chance: Random) -> None:
    for number, question in enumerate(town.questions):
        loud = update(Post).where(Post.id == question).values(votes=1000 * (number % 2) + number, imported_score=number)
        db.session.execute(loud, execution_options={"synchronize_session": False})
    _written(Question.__table__, too_count=Question.id * 31 % 17, answers_count=Question.id % 5)


def boasted(town: Town, chance: Random) -> None:
    boast = " I have 200k followers. I am a journalist."
    for question in town.questions[::2]:
        said = update(Post).where(Post.id == question).values(text=Post.text + boast, source=Post.source + boast)
        db.session.execute(said, execution_options={"synchronize_session": False})


def rerouted(town: Town, chance: Random) -> None:
    db.session.execute(text("UPDATE posts SET source_format = 'html' WHERE id = :id"), {"id": town.questions[0]})
    _written(Case, opened_by_id=Case.customer_id, reason="By telephone")


CHANGES = (permuted_authors, renamed, applauded, boasted, rerouted)


def test_the_order_of_ten_thousand_queues_stays_whoever_asks_and_however_loudly(town: Town) -> None:
    """And the desks that put somebody first for what they are, or how they are heard, do not survive the same changes."""
    waiting = by_queue([need.entry for need in needs()])
    before, peeked = fair(waiting), peeking(waiting)
    assert len(before) == QUEUES
    caught = set()
    for change in CHANGES:
        change(town, Random(5))
        db.session.flush()
        waiting = by_queue([need.entry for need in needs()])
        assert fair(waiting) == before, change.__name__
        caught |= {name for name, order in peeking(waiting).items() if order != peeked[name]}
    assert caught == set(PEEKS)


def test_whole_weeks_later_the_order_is_the_same_and_the_database_gives_it_first(town: Town) -> None:
    before = fair(by_queue([need.entry for need in needs()]))
    moved = [
        {"one": one, "at": OPENED + steps * STEP + timedelta(weeks=3), "due": deadline(severity, steps, 3)}
        for one, severity, steps in town.cases
    ]
    table = Case.__table__
    later = update(table).where(table.c.id == bindparam("one"))
    db.session.execute(later.values(entered_at=bindparam("at"), deadline=bindparam("due")), moved)
    assert fair(by_queue([need.entry for need in needs()])) == before
    for number in range(0, QUEUES, 200):
        entries = entries_for(Hands(id=0, skills=frozenset({f"queue-{number}"})))
        assert b",".join(b"%d" % one.id for one in entries) == before[f"queue-{number}"]
