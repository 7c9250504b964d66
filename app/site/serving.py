"""One command that serves: the web server and the job worker side by side, stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

STOP_WITHIN = 10
BLOCKING_THREADS = 300
BACKLOG = 1000
HEAPS = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "1048576"}
"""For the C library of each process. Otherwise each of the server's threads gets a heap of its own, of which little is
given back, and a password's 19 MiB raise what the library keeps for itself."""


def web_command(port: int, workers: int, host: str) -> list[str]:
    options = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "workers": workers,
        "blocking-threads": BLOCKING_THREADS,
        "backpressure": BACKLOG,
        "log-level": "error",
    }
    return [sys.executable, "-m", "app.site.web", *(f"--{name}={value}" for name, value in options.items()), "wsgi:app"]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]


def run_together(commands: Sequence[Sequence[str]], env: Mapping[str, str] | None = None) -> int:
    """Runs the commands until one ends or we are told to stop, then stops them all. The first one's exit code if it
    ended by itself, 0 if we were told."""
    told = False

    def _stop(_signal: int, _frame: object) -> None:
        nonlocal told
        told = True

    before = {sign: signal.signal(sign, _stop) for sign in (signal.SIGINT, signal.SIGTERM)}
    whole = {**HEAPS, **os.environ, **(env or {})}
    children = [subprocess.Popen(command, env=whole, process_group=0) for command in commands]
    try:
        while not told and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        _end(children)
        for sign, handler in before.items():
            signal.signal(sign, handler)
    return 0 if told else next((child.returncode for child in children if child.returncode), 1)


def _end(children: Sequence["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
