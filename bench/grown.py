"""What a community of some years has besides its questions: people in every role, and cases, most of them closed."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from app.accounts.models import RoleGrant
from app.accounts.roles import Role
from app.cases.models import Case
from app.cases.severity import Severity
from app.cases.states import CaseState
from app.kit.clock import now
from bench.community import AGENTS, members_of
from bench.filling import Rows

MEMBER = 41
OPEN_IN = 10
"""One case of so many is open."""
HELD = 60
"""Cases in the hands of agents."""
FIRST = 1_000_000
"""The first case's number: the product has opened some by itself."""


def people(questions: int) -> dict[str, int]:
    """Role → the number of the member who has it. The agents are there from the beginning."""
    members = members_of(questions)
    return {
        "member": MEMBER,
        "agent": members + 1,
        "lead": members + 2,
        "moderator": members + 3,
        "administrator": members + 4,
    }


def grow(connection: Connection, questions: int) -> None:
    """As many cases as half the questions."""
    rows, somebody = Rows(connection), people(questions)
    for role in (Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR):
        rows.add(RoleGrant, {"user_id": somebody[role.value], "role": role, "granted_at": now() - timedelta(days=900)})
    for row in _cases(questions, random.Random(5)):
        rows.add(Case, row)
    rows.write()


def _cases(questions: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    today, members = now(), members_of(questions)
    number = questions // 2
    for ident in range(FIRST, FIRST + number):
        is_open = ident % OPEN_IN == 0
        at = today - (timedelta(minutes=chance.randrange(5000)) if is_open else timedelta(days=900 * chance.random()))
        owner = members + 1 + chance.randrange(AGENTS)
        held, due = is_open and ident - FIRST < HELD * OPEN_IN, at + timedelta(hours=8)
        yield {
            "id": ident,
            "reference": f"r{ident}",
            "customer_id": chance.randrange(1, members + 1),
            "question_id": None,
            "title": f"Case {ident}",
            "state": (CaseState.ASSIGNED if held else CaseState.QUEUED) if is_open else CaseState.RESOLVED,
            "severity": chance.choice(list(Severity)),
            "language": chance.choice(("en", "en", "it")),
            "owner_id": None if is_open and not held else owner,
            "entered_at": at,
            "assigned_at": None if is_open and not held else at + timedelta(minutes=30),
            "first_response_at": None if is_open else at + timedelta(hours=2),
            "deadline": due,
            "promised_at": due,
            "next_due_at": due if is_open else None,
            "closed_at": None if is_open else at + timedelta(hours=chance.randrange(3, 90)),
        }
