"""How long each holds SQLite's one right to write, and how long others wait for it, while answers come as fast as they can.

    python -m bench.holding [--questions 2000] [--answers 300]

Everything is in one process, so that each transaction can be watched: four people answer, and the job worker does what
follows. A hold ends when the connection is given back, so it has the writing to disk in it.
"""

import argparse
import secrets
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any

from flask import Flask, has_request_context, request
from sqlalchemy import event, text

from app.extensions import db
from app.jobs.worker import run_one
from app.kit.database import may_write
from bench.community import PASSWORD, email_of
from bench.kept import filled
from bench.queries import Counter

PEOPLE = 4


class Watch:
    """Milliseconds by who wrote: waiting for the turn, and holding it."""

    def __init__(self, app: Flask) -> None:
        self.waits: dict[str, list[float]] = defaultdict(list)
        self.holds: dict[str, list[float]] = defaultdict(list)
        self.mine = threading.local()
        with app.app_context():
            engine = db.engine
        event.listen(engine.pool, "checkout", self._asked)
        event.listen(engine, "begin", self._begun)
        event.listen(engine.pool, "checkin", self._done)

    def _asked(self, *_given: Any) -> None:
        self.mine.asked = time.perf_counter()

    def _begun(self, _connection: Any) -> None:
        if may_write():
            self.mine.begun = time.perf_counter()
            self.waits[_who()].append(1000 * (self.mine.begun - self.mine.asked))

    def _done(self, _connection: Any, _record: Any) -> None:
        if begun := getattr(self.mine, "begun", None):
            self.holds[_who()].append(1000 * (time.perf_counter() - begun))
            self.mine.begun = None


def _who() -> str:
    return request.endpoint or "?" if has_request_context() else "job worker"


@contextmanager
def working(app: Flask) -> Iterator[None]:
    over = threading.Event()

    def work() -> None:
        with app.app_context():
            while not over.is_set():
                if not run_one():
                    over.wait(0.05)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def answer(counter: Counter, person: int, questions: list[int]) -> list[int]:
    """The statuses that one person's answers got."""
    client = counter.app.test_client()
    client.post(
        "/sign-in", data={"email": email_of(person), "password": PASSWORD, **counter._tokens(client, "/sign-in")}
    )
    token = counter._tokens(client, "/preferences")["csrf_token"]
    words = {"csrf_token": token, "body": "Set the line profile to stable, then start it again.\n\n" * 8}
    return [
        client.post(f"/questions/{each}/answer", data={**words, "once": secrets.token_urlsafe(16)}).status_code
        for each in questions
    ]


def row(name: str, values: list[float]) -> str:
    ordered = sorted(values)
    p50, p99 = (ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99))
    return f"{name:45}{len(values):8}{p50:10.1f}{p99:10.1f}{ordered[-1]:10.1f}\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.holding", description=__doc__)
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--answers", type=int, default=300)
    given = parser.parse_args()
    with (
        filled("sqlite", given.questions, lambda line: None) as place,
        closing(Counter(place)) as counter,
        counter.app.app_context(),
    ):
        ids = list(db.session.scalars(text("SELECT id FROM questions WHERE answers_count = 10 ORDER BY id DESC")))
        db.session.remove()
        watch, lanes = Watch(counter.app), [ids[: given.answers][number::PEOPLE] for number in range(PEOPLE)]
        with working(counter.app), ThreadPoolExecutor(PEOPLE) as threads:
            statuses = threads.map(lambda one: answer(counter, one + 1, lanes[one]), range(PEOPLE))
            refused = [status for each in statuses for status in each if status != 302]
    sys.stdout.write(f"{'milliseconds':45}{'times':>8}{'p50':>10}{'p99':>10}{'longest':>10}\n")
    for what, kept in (("waits", watch.waits), ("holds", watch.holds)):
        sys.stdout.writelines(row(f"{who} {what}", values) for who, values in sorted(kept.items()))
    sys.stdout.write(f"turned away: {len(refused)}\n")


if __name__ == "__main__":
    main()
