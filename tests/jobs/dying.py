"""A worker that dies of one thing it does, and is started again each time: python -m tests.jobs.dying <what> <record>.

Each start is a process of its own, two minutes after the one before; what it begins is written to the record.
"""

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

from app.activity import registry
from app.jobs.worker import run_one
from app.kit import clock

STARTS = 9
DEADLY, HARMLESS = "tests.deadly", "tests.harmless"


def main(what: str, record: Path) -> None:
    from wsgi import app

    def begin(name: str) -> None:
        with record.open("a") as file:
            file.write(f"{name}\n")

    def deadly(*_event: object) -> None:
        begin(DEADLY)
        os.kill(os.getpid(), signal.SIGKILL)

    known = registry.reactions if what == "reaction" else registry.jobs
    known[DEADLY], known[HARMLESS] = deadly, lambda *_event: begin(HARMLESS)
    moment = clock.now()
    for start in range(STARTS):
        if (worker := os.fork()) == 0:
            with clock.at(moment + timedelta(minutes=6 * start)), app.app_context():
                while run_one(wary=True):
                    continue
            os._exit(0)
        os.waitpid(worker, 0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
