"""How fast the desk is with many open cases: the next case, the workspace, the team's board, the watch over skills.

    python -m bench.desk [--open 5000] [--db sqlite|postgresql|both]

Wall time of each, the database's own included, without the network; beside it the processor time of this process, which
hardly depends on what else the machine does (SQLite is part of it, PostgreSQL is not). Four of five cases wait; the rest is in the hands of
twenty agents. A third of what waits needs a skill, a third another language, and some was handed back before. Half of the cases belong to
public questions, of ten times as many.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles

from app import create_app
from app.accounts.models import RoleGrant, User
from app.accounts.queries import actor
from app.accounts.roles import Role
from app.cases.actions.covering import note_uncovered
from app.cases.actions.taking import take_next
from app.cases.desk.models import AgentDesk, AgentSkill, HandOver, How, Skill
from app.cases.models import Case
from app.cases.severity import Severity
from app.cases.states import CaseState
from app.extensions import db
from app.kit import edge
from app.posts.models import Post
from app.questions.models import Question
from bench.filling import Rows
from bench.kept import empty
from bench.open_questions import post_of, question_of
from tests.visiting import Visitor
from tests.world import World, populate

AGENTS, TIMES = 20, 200
BUDGETS = {"next case": 20.0, "workspace": 50.0}
"""Milliseconds, of the 95th percentile."""
MINUTE = timedelta(minutes=1)
FIRST = 1_000_000
"""The first question's number."""


def timed(what: Callable[[], object], times: int = TIMES) -> list[tuple[float, float]]:
    """Milliseconds of each time, on the wall and of this process, after three that do not count."""
    found = []
    for _again in range(times + 3):
        began, busy = time.perf_counter(), time.process_time()
        what()
        found.append(((time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000))
    return found[3:]


def line(name: str, found: list[tuple[float, float]]) -> str:
    wall, busy = ([one[place] for one in found] for place in (0, 1))
    ninety_fifth, budget = quantiles(wall, n=20)[-1], BUDGETS.get(name)
    said = f"{name:20} n {len(found):4}  median {median(wall):7.1f} ms  p95 {ninety_fifth:7.1f} ms"
    said += f"  CPU of this process {median(busy):6.1f} ms"
    if budget is None:
        return said
    return f"{said}  budget {budget:g}  {'holds' if ninety_fifth <= budget else 'FAILS'}"


def figures(kind: str, count: int) -> Iterator[str]:
    with empty(kind, "desk") as settings:
        app = create_app(settings)
        with app.app_context():
            db.create_all()
        world = populate(app)
        with app.app_context():
            agents = _fill(world, count)
        gus, lea = (Visitor(app).signed_in_as(world.email(name)) for name in ("gus", "lea"))
        yield line("workspace", timed(lambda: gus.text("/workspace")))
        yield line("a case", timed(lambda: gus.text("/cases/r10")))
        yield line("team's board", timed(lambda: lea.text("/workspace/team"), 50))
        with app.app_context():
            turns = iter(agents * TIMES)
            yield line("next case", timed(lambda: _next(next(turns))))
            yield line("watch over skills", timed(_watch, 20))
            db.session.remove()
            db.engine.dispose()


def _next(agent_id: int) -> None:
    with edge.transaction():
        assert take_next(actor(agent_id)) is not None
    db.session.remove()


def _watch() -> None:
    with edge.transaction():
        note_uncovered()
    db.session.remove()


def _fill(world: World, count: int) -> list[int]:
    """The agents' ids, gus among them."""
    chance, moment = random.Random(3), datetime.now(UTC)
    with edge.transaction() as session:
        people = [User(display_name=f"Agent {number}", email=f"a{number}@example.org") for number in range(AGENTS)]
        for person in people:
            person.grants = [RoleGrant(role=Role.AGENT)]
        skills = [Skill(slug=slug, name=slug.capitalize()) for slug in ("billing", "hardware", "network")]
        session.add_all([*people, *skills])
        session.flush()
        agents = [world.ids["gus"], *(person.id for person in people)]
        session.add_all(AgentDesk(user_id=agent, capacity=100, languages="en it") for agent in agents)
        session.add_all(AgentSkill(user_id=agent, skill_id=chance.choice(skills).id) for agent in agents)
        rows = Rows(session.connection())
        for number in range(FIRST, FIRST + 10 * count + 1):
            rows.add(Post, post_of(number, moment))
            rows.add(Question, question_of(number, moment, with_staff=number % 20 == 0))
            if rows.held > 20_000:
                rows.write()
        for number in range(1, count + 1):
            held = number % 5 == 0
            at = moment - chance.randrange(5000) * MINUTE
            owner = chance.choice(agents) if held else None
            rows.add(
                Case,
                {
                    "id": number,
                    "reference": f"r{number}",
                    "customer_id": world.ids["ann"],
                    "question_id": FIRST + number * 10 if number % 2 == 0 else None,
                    "state": CaseState.WAITING_CUSTOMER if held else CaseState.QUEUED,
                    "needed": "the serial number" if held else "",
                    "severity": chance.choice(list(Severity)),
                    "skill": chance.choice(("", "", "", "", "billing", "hardware")),
                    "language": chance.choice(("en", "en", "it")),
                    "owner_id": owner,
                    "entered_at": at,
                    "deadline": at + 480 * MINUTE,
                    "promised_at": at + 480 * MINUTE,
                    "next_due_at": at + 480 * MINUTE,
                },
            )
            if not held and number % 7 == 0:
                gone = {
                    "case_id": number,
                    "how": How.HANDED_BACK,
                    "from_id": chance.choice(agents),
                    "reason": "Not mine",
                }
                rows.add(HandOver, gone)
        rows.write()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    return agents


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.desk", description=__doc__)
    parser.add_argument("--open", type=int, default=5000, help="open cases")
    parser.add_argument("--db", choices=("sqlite", "postgresql", "both"), default="both")
    given = parser.parse_args()
    for kind in ("sqlite", "postgresql") if given.db == "both" else (given.db,):
        sys.stdout.write(f"{kind}, {given.open:,} open cases\n")
        for shown in figures(kind, given.open):
            sys.stdout.write(f"{shown}\n")


if __name__ == "__main__":
    main()
