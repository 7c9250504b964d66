"""make bench: fills a database, starts the site, measures it, and says what holds."""

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from bench import report
from bench.bulk import Bulk, measured_in_bulk
from bench.kept import Place, filled
from bench.measuring import Ask, Figures, measure
from bench.queries import Counter
from bench.running import Running, bare_hello, running
from bench.scenes import Scene, Stage, changing

RESULTS = Path(__file__).with_name("results")
Say = Callable[[str], None]


def say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')}  {line}\n")


def measured(
    kind: str, questions: int, size: int, say: Say = say, only: str = "", in_bulk: bool = True
) -> tuple[str, dict[str, Any]]:
    """The table and everything in it, of one database with so many questions and `size` requests a scene."""
    with filled(kind, questions, say) as place:
        figures: dict[str, Figures] = {}
        with bare_hello(place.folder) as hello:
            figures["bare Flask hello"] = measure(hello, [Ask("/")] * size * 4, warm=[Ask("/")] * 200)
        with running(place) as site:
            say("the job worker does what is due")
            time.sleep(1.5)
            site.wait_until_idle()
            figures |= _scenes(site, place, size, say, only)
            memory = site.memory()
        bulk: dict[str, Bulk] = {}
        if in_bulk and not only:
            say("index and archive")
            bulk = measured_in_bulk(place, questions)
    shown = report.table(kind, questions, figures, memory, bulk)
    rows = {name: row.as_dict() for name, row in figures.items()}
    return shown, {"rows": rows, "memory": memory, "bulk": {name: done.as_dict() for name, done in bulk.items()}}


def _scenes(site: Running, place: Place, size: int, say: Say, only: str) -> dict[str, Figures]:
    figures = {}
    counter, engine = Counter(place), create_engine(place.url)
    try:
        with ExitStack() as stack, engine.connect() as connection:
            stage = Stage(connection, site.port, size, stack)
            connection.rollback()
            for scene in stage.scenes():
                if only in scene.name or scene.name == "sign-in":
                    say(scene.name)
                    figures[scene.name] = _played(site, scene, counter, changing(connection, scene.changes_before_each))
    finally:
        engine.dispose()
        counter.close()
    return figures


def _played(site: Running, scene: Scene, counter: Counter, change: Callable[[], None]) -> Figures:
    found = measure(
        site,
        scene.asks,
        warm=scene.warm,
        before_each=change if scene.changes_before_each else None,
        with_jobs=scene.with_jobs,
    )
    return replace(found, queries=counter.of(scene))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--questions", type=int, default=2000, help="questions of ten answers each")
    parser.add_argument("--db", choices=("sqlite", "postgresql", "both"), default="sqlite")
    parser.add_argument(
        "--requests", type=int, default=300, help="requests of each kind; four times as many kept pages"
    )
    parser.add_argument("--only", default="", help="the scenes with this in their name")
    parser.add_argument("--no-bulk", action="store_true", help="without indexing and importing it all once more")
    parser.add_argument("--no-keep", action="store_true", help="print the table without keeping it in bench/results")
    given = parser.parse_args()
    for kind in ("sqlite", "postgresql") if given.db == "both" else (given.db,):
        shown, content = measured(kind, given.questions, given.requests, only=given.only, in_bulk=not given.no_bulk)
        sys.stdout.write(shown)
        if not (given.no_keep or given.only):
            report.keep(RESULTS, kind, given.questions, shown, content)


if __name__ == "__main__":
    main()
