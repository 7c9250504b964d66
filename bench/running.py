"""The site as `flask serve` runs it: the web server with two worker processes, and the job worker."""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text

from bench.kept import Place
from bench.machine import OF_ITS_ENDED_CHILDREN, cpu_seconds, family, memory_mb, name_of
from tests.services.child import Child
from tests.services.ports import free_port
from tests.services.web import healthy

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
START_SECONDS = 60
SETTINGS = {
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
    child: Child
    place: Place | None = None

    def jobs(self) -> list[int]:
        """The job worker."""
        return [pid for pid in family(self.child.popen.pid) if name_of(pid) == "spintaneo jobs"]

    def web_workers(self) -> list[int]:
        """The server's worker processes, which do the work: those that started no other. Their parents only watch them."""
        pids = set(family(self.child.popen.pid)) - set(self.jobs())
        return sorted(pid for pid in pids if list(family(pid)) == [pid])

    def web_cpu(self) -> dict[int, float]:
        """Of the web's processes, and of the database's that do not work for the job worker."""
        pids = set(family(self.child.popen.pid)) - set(self.jobs())
        if self.place and self.place.server:
            server = self.place.server
            pids |= set(family(server.child.popen.pid)) - server.processes_of("spintaneo jobs")
        return cpu_seconds(pids)

    def jobs_cpu(self) -> dict[int, float]:
        """Also of the job workers that were renewed since: whoever started them knows what they took."""
        pids = set(self.jobs())
        if self.place and self.place.server:
            pids |= self.place.server.processes_of("spintaneo jobs")
        return cpu_seconds(pids) | cpu_seconds([self.child.popen.pid], of=OF_ITS_ENDED_CHILDREN)

    def memory(self) -> dict[str, dict[str, float]]:
        """MiB of the two web workers and the job worker, and beside them of the processes that watch them. Asked again when the
        job worker was renewed at that moment."""
        for _again in range(10):
            try:
                if len(self.jobs()) == 1:
                    return self._memory()
            except (FileNotFoundError, ProcessLookupError):
                pass
            time.sleep(0.5)
        raise SystemExit("There is no job worker to look at.")

    def _memory(self) -> dict[str, dict[str, float]]:
        named = {f"web worker {number}": [pid] for number, pid in enumerate(self.web_workers(), 1)}
        named["job worker"] = self.jobs()
        named["together"] = [pid for pids in named.values() for pid in pids]
        watching = set(family(self.child.popen.pid)) - set(named["together"])
        named["their parents (beside them)"] = sorted(watching)
        found = {name: [memory_mb(pid) for pid in pids] for name, pids in named.items()}
        return {
            name: {"pss_mb": round(sum(pss for pss, _ in parts), 1), "rss_mb": round(sum(rss for _, rss in parts), 1)}
            for name, parts in found.items()
        }

    def wait_until_idle(self, seconds: float = 600) -> None:
        """Until the job worker has done all that is due."""
        if self.place is None:
            return
        engine, end = create_engine(self.place.url), time.monotonic() + seconds
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
    settings = {**SETTINGS, **place.settings(), "DATABASE_URL": place.url, "WEB_WORKERS": str(WORKERS)}
    with _started("app.site.serving", place.folder, settings) as (port, child):
        yield Running(port, child, place)


@contextmanager
def bare_hello(folder: Path) -> Iterator[Running]:
    """The least that Flask can do, on the same server."""
    with _started("bench.hello", folder, {}) as (port, child):
        yield Running(port, child)


@contextmanager
def _started(module: str, folder: Path, settings: Mapping[str, str]) -> Iterator[tuple[int, Child]]:
    port = free_port()
    env = {**os.environ, **settings, "PORT": str(port)}
    child = Child([sys.executable, "-m", module], name=module, log=folder / f"{module}.log", env=env, cwd=ROOT)
    child.wait_until(lambda: healthy(port), START_SECONDS)
    try:
        yield port, child
    finally:
        child.stop()
