"""How fast the clocks are: due times a second, and one look at 100,000 open questions and cases.

    python -m bench.clocks [--open 100000] [--db sqlite|postgresql|both]

Processor time, which hardly depends on what else the machine does. A sweep is the statements of the job that looks for
what is due, asks for it and commits; the work itself is the worker's.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, text

from app import create_app
from app.accounts.models import User
from app.activity.models import Owed
from app.cases.clocks.models import Alarm, Rings
from app.cases.hours import BusinessHours, due_after, parse_week
from app.cases.models import Case
from app.cases.sla_clock import SlaClock
from app.cases.states import CaseState
from app.catalogue.models import Category
from app.escalation import jobs
from app.extensions import db
from app.kit import edge
from app.posts.models import Post
from app.questions.models import Question
from bench.filling import Rows
from bench.kept import empty
from bench.open_questions import post_of, question_of

DESK = BusinessHours("Europe/Rome", parse_week("Mon-Fri 9-13, 14-18; Sat 9-12"), country="IT", region="RM")
TIMES = 200_000
BUDGETS = {
    "due times a second": 50_000.0,
    "sweep, nothing due": 1.0,
    "sweep, 1,000 due": 1.0,
    "sweep, all asked for": 1.0,
}
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str

    def line(self) -> str:
        budget = BUDGETS.get(self.name)
        if budget is None:
            return f"{self.name:32} {self.value:12,.3f} {self.unit}"
        holds = self.value >= budget if self.unit == "/s" else self.value <= budget
        return f"{self.name:32} {self.value:12,.3f} {self.unit:3} budget {budget:,g}  {'holds' if holds else 'FAILS'}"


def arithmetic() -> Iterator[Figure]:
    """Due times all over a year at a desk of split shifts; turns of a clock that pauses and runs on."""
    rng, start = random.Random(5), datetime(2026, 1, 1, tzinfo=UTC)
    moments = [start + timedelta(seconds=rng.randrange(365 * 86400)) for _each in range(TIMES)]
    due_after(DESK, start, HOUR)
    began = time.process_time()
    for moment in moments:
        due_after(DESK, moment, 8 * HOUR)
    yield Figure("due times a second", TIMES / (time.process_time() - began), "/s")
    clock, began = SlaClock.start(DESK, 100 * HOUR, start), time.process_time()
    for place, moment in enumerate(sorted(moments)):
        clock = clock.resume(moment) if place % 2 else clock.pause(moment)
    yield Figure("turns of a clock a second", TIMES / (time.process_time() - began), "/s")


def sweeps(kind: str, count: int) -> Iterator[Figure]:
    with empty(kind, "clocks") as settings:
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            _fill(count)
            yield Figure("sweep, nothing due", _swept(), "s")
            _make_due(500)
            yield Figure("sweep, 1,000 due", _swept(anew=True), "s")
            yield Figure("sweep, all asked for", _swept(), "s")
            db.session.remove()
            db.engine.dispose()


def _swept(anew: bool = False) -> float:
    """Wall time of the job, the database's own included; the best of three, `anew` each as if nothing was asked for."""
    best = float("inf")
    for _again in range(3):
        if anew:
            with edge.transaction() as session:
                session.execute(delete(Owed))
        began = time.perf_counter()
        with edge.transaction():
            jobs.sweep()
        best = min(best, time.perf_counter() - began)
    return best


def _make_due(count: int) -> None:
    past = datetime.now(UTC) - HOUR
    with edge.transaction() as session:
        few = {"past": past.replace(tzinfo=None) if db.engine.dialect.name == "sqlite" else past, "few": count}
        session.execute(text("UPDATE questions SET next_due_at = :past WHERE id <= :few"), few)
        session.execute(text("UPDATE case_alarms SET at = :past WHERE id <= :few"), few)


def _fill(count: int) -> None:
    """Half of the questions are with the community; half with staff, each with its case and four alarms."""
    later = datetime.now(UTC) + 40 * HOUR
    with edge.transaction() as session:
        session.add_all([User(display_name="Ann", email="ann@example.org"), Category(slug="one", name="One", place=1)])
        session.flush()
        rows = Rows(session.connection())
        for ident in range(1, count + 1):
            at = later + timedelta(seconds=ident)
            with_staff = ident % 2 == 0
            rows.add(Post, post_of(ident, at))
            rows.add(Question, question_of(ident, at, with_staff))
            if with_staff:
                rows.add(
                    Case,
                    {"question_id": ident, "customer_id": 1, "state": CaseState.QUEUED, "deadline": at}
                    | {"reference": f"r{ident}", "promised_at": at, "next_due_at": at, "id": ident // 2},
                )
                for place, rings in enumerate(list(Rings)[:4]):
                    rows.add(Alarm, {"case_id": ident // 2, "rings": rings, "at": at + place * HOUR})
            if rows.held > 20_000:
                rows.write()
        rows.write()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.clocks", description=__doc__)
    parser.add_argument("--open", type=int, default=100_000, help="open questions; half of them have a case")
    parser.add_argument("--db", choices=("sqlite", "postgresql", "both"), default="both")
    given = parser.parse_args()
    for figure in arithmetic():
        sys.stdout.write(f"{figure.line()}\n")
    for kind in ("sqlite", "postgresql") if given.db == "both" else (given.db,):
        sys.stdout.write(f"{kind}, {given.open:,} open\n")
        for figure in sweeps(kind, given.open):
            sys.stdout.write(f"{figure.line()}\n")


if __name__ == "__main__":
    main()
