"""One program that serves: the web server and the job worker side by side, forked from a process that has loaded the
product, so that they share what they do not change.

    python -m app.site.serving [--host 0.0.0.0] [--only web|jobs]
"""

import multiprocessing
import os
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import MappingProxyType

from flask import Flask

from app.site.memory import keep_little, ready_to_fork

Part = Callable[[], None]
NOTHING: Mapping[str, Part] = MappingProxyType({})

STOP_WITHIN = 10
NO_ROOM_FOR = 60
"""So many seconds it is tried to fork a part anew while the others go on. Each try leaves a few files open for good, so then
it all ends, to be started by whoever watches over it."""
TOLD_BY = (signal.SIGINT, signal.SIGTERM)
RENEWED_AFTER = 200
"""So many things done, and nothing to do: the job worker ends and is forked anew. What it has copied by then of what it shared
with the others (some 50 MiB) is free again, and a fork takes a hundredth of a second."""


def become_server(host: str) -> None:
    """This process goes on as the server, without what it has loaded so far."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "app.site.serving", "--host", host])


def run_together(parts: Mapping[str, Part], followed_by: Mapping[str, Part] = NOTHING) -> int:
    """Runs each part in a process of its own until one ends or we are told to stop, then stops them all. The first one's exit
    code if it ended by itself, 0 if we were told. A part that ends without a fault and has one that follows it is followed."""
    told, no_room = False, 0

    def _stop(_signal: int, _frame: object) -> None:
        nonlocal told
        told = True

    before = {sign: signal.signal(sign, _stop) for sign in TOLD_BY}
    processes = {name: _started(name, part) for name, part in parts.items()}
    try:
        while not told:
            ended = {name: process for name, process in processes.items() if not process.is_alive()}
            if any(process.exitcode or name not in followed_by for name, process in ended.items()):
                break
            try:
                for name in ended:
                    processes[name] = _started(name, followed_by[name])
                no_room = 0
            except OSError:
                if (no_room := no_room + 1) > NO_ROOM_FOR:
                    raise
                time.sleep(1)
            time.sleep(0.2)
    finally:
        _end(processes.values())
        for sign, handler in before.items():
            signal.signal(sign, handler)
    return 0 if told else next((process.exitcode for process in processes.values() if process.exitcode), 1)


def _started(name: str, part: Part) -> ForkProcess:
    """Who tells it to stop is not heard before it listens."""
    process = multiprocessing.get_context("fork").Process(name=name, target=_alone, args=(name, part))
    signal.pthread_sigmask(signal.SIG_BLOCK, TOLD_BY)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_BY)
    return process


def _alone(name: str, part: Part) -> None:
    """In a process group of its own, so that Ctrl-C reaches the first process alone, which ends the others in order. Its name
    is seen by `top`, and in PostgreSQL beside its connections."""
    os.setpgid(0, 0)
    for sign in TOLD_BY:
        signal.signal(sign, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_BY)
    with suppress(OSError):
        Path("/proc/self/comm").write_text(f"spintaneo {name}")
    os.environ.setdefault("PGAPPNAME", f"spintaneo {name}")
    part()


def _end(processes: Collection[ForkProcess]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for process in processes:
        process.join(max(0.1, deadline - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


def _work(app: Flask, *, follows: bool) -> None:
    with app.app_context():
        import_module("app.jobs.worker").serve(until_done=RENEWED_AFTER, follows=follows)


def _web(host: str, port: int, workers: int) -> None:
    import_module("app.site.web").serve_web("wsgi:app", host=host, port=port, workers=workers)


def main() -> None:
    parser = ArgumentParser(prog="python -m app.site.serving", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--only", choices=("web", "jobs"))
    given = parser.parse_args()
    keep_little()
    app: Flask = import_module("wsgi").app
    ready_to_fork(app)
    web = partial(_web, given.host, app.config["PORT"], app.config["WEB_WORKERS"])
    parts = {"web": web, "jobs": partial(_work, app, follows=False)}
    wanted = {name: part for name, part in parts.items() if given.only in (None, name)}
    anew = {name: partial(_work, app, follows=True) for name in wanted if name == "jobs"}
    raise SystemExit(run_together(wanted, anew))


if __name__ == "__main__":
    main()
