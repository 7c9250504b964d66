"""The site as `flask serve` runs it: the web server with two worker processes, and the job worker."""

import http.client
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from app.site.serving import HEAPS, web_command, worker_command
from bench.kept import Place
from bench.machine import cpu_seconds, family, memory_mb
from tests.services.child import Child
from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
START_SECONDS = 60
SETTINGS = {
    **HEAPS,
    "ANONYMOUS_PER_MINUTE": "10000000",
    "MEMBER_PER_MINUTE": "10000000",
    "BASE_URL": "http://127.0.0.1",
}
"""Nobody else's limit is met by somebody who asks a thousand times a second from one address."""

_DUE = text("SELECT count(*) FROM owed WHERE set_aside_at IS NULL AND run_at <= :now")


@dataclass
class Running:
    """A site at work, and what it costs."""

    port: int
    web: Child
    jobs: Child | None = None
    place: Place | None = None

    def web_workers(self) -> list[int]:
        """The server's worker processes, which do the work; their parent only watches them."""
        return [pid for pid in family(self.web.popen.pid) if pid != self.web.popen.pid]

    def web_cpu(self) -> dict[int, float]:
        """Of the web's processes, and of the database's that do not work for the job worker."""
        pids = set(family(self.web.popen.pid))
        if self.place and self.place.server:
            server = self.place.server
            pids |= set(family(server.child.popen.pid)) - server.processes_of("jobs")
        return cpu_seconds(pids)

    def jobs_cpu(self) -> dict[int, float]:
        pids = set(family(self.jobs.popen.pid)) if self.jobs else set()
        if self.place and self.place.server:
            pids |= self.place.server.processes_of("jobs")
        return cpu_seconds(pids)

    def memory(self) -> dict[str, dict[str, float]]:
        """MiB of the two web workers and the job worker, and beside them of the process that watches the web workers."""
        named = {f"web worker {number}": pid for number, pid in enumerate(self.web_workers(), 1)}
        if self.jobs:
            named["job worker"] = self.jobs.popen.pid
        parts = {name: memory_mb(pid) for name, pid in named.items()}
        parts["together"] = (sum(part[0] for part in parts.values()), sum(part[1] for part in parts.values()))
        parts["server's parent process (beside them)"] = memory_mb(self.web.popen.pid)
        return {name: {"pss_mb": round(pss, 1), "rss_mb": round(rss, 1)} for name, (pss, rss) in parts.items()}

    def wait_until_idle(self, seconds: float = 600) -> None:
        """Until the job worker has done all that is due."""
        if self.place is None:
            return
        engine, end = create_engine(self.place.web_url), time.monotonic() + seconds
        try:
            while time.monotonic() < end:
                with engine.connect() as connection:
                    moment = connection.scalar(text("SELECT CURRENT_TIMESTAMP"))
                    if not connection.scalar(_DUE, {"now": moment}):
                        return
                time.sleep(0.2)
        finally:
            engine.dispose()
        raise SystemExit("The job worker does not come to an end of its work.")


@contextmanager
def running(place: Place) -> Iterator[Running]:
    settings = {**SETTINGS, **place.settings()}
    port = free_port()
    web = _started(web_command(port, WORKERS, "127.0.0.1"), place.folder, {**settings, "DATABASE_URL": place.web_url})
    try:
        web.wait_until(lambda: _healthy(port), START_SECONDS)
        jobs = _started(worker_command(), place.folder, {**settings, "DATABASE_URL": place.jobs_url})
        try:
            yield Running(port, web, jobs, place)
        finally:
            jobs.stop()
    finally:
        web.stop()


@contextmanager
def bare_hello(folder: Path) -> Iterator[Running]:
    """The least that Flask can do, on the same server."""
    port = free_port()
    web = _started([*web_command(port, WORKERS, "127.0.0.1")[:-1], "bench.hello:app"], folder, {})
    try:
        web.wait_until(lambda: _healthy(port), START_SECONDS)
        yield Running(port, web)
    finally:
        web.stop()


def _started(command: list[str], folder: Path, settings: Mapping[str, str]) -> Child:
    name = command[2]
    return Child(command, name=name, log=folder / f"{name}.log", env={**os.environ, **settings}, cwd=ROOT)


def _healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
