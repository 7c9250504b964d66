"""Sends prepared requests over some connections at once and takes down what they took."""

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

from bench.browser import Browser
from bench.machine import spent
from bench.running import Running

CONNECTIONS = 4


@dataclass(frozen=True)
class Ask:
    """One request. `by` is whose browser sends it; without one, somebody's who is not signed in."""

    path: str
    fields: dict[str, str] | None = None
    by: Browser | None = None
    headers: dict[str, str] | None = None
    expected: int = 200


@dataclass(frozen=True)
class Figures:
    """Of one kind of request. Processor time is the web workers' and the database's together; times as clients see them."""

    requests: int
    cpu_ms: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    per_second: float
    bytes: int
    jobs_cpu_ms: float | None = None
    queries: float | None = None

    def as_dict(self) -> dict[str, float | None]:
        return {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(self).items()}


def send(port: int, asks: Sequence[Ask], before_each: Callable[[], None] | None = None) -> tuple[list[float], int]:
    """One after the other; seconds of each, and the bytes of the last."""
    taken, size = [], 0
    with Browser(port) as guest:
        for ask in asks:
            if before_each:
                before_each()
            browser = ask.by or guest
            began = time.perf_counter()
            if ask.fields is None:
                status, body, _headers = browser.get(ask.path, ask.headers)
            else:
                before = dict(browser.cookies)
                status, body, _headers = browser.post(ask.path, ask.fields)
                # As if the page that it leads to had been opened: otherwise each sentence that a page says once is added
                # to the session, and the cookie grows with every request.
                browser.cookies = before if "/sign-in" not in ask.path else browser.cookies
            taken.append(time.perf_counter() - began)
            if status != ask.expected:
                raise SystemExit(f"{ask.path}: {status} instead of {ask.expected}\n{body[:2000].decode()}")
            size = len(body)
    return taken, size


def measure(
    site: Running,
    asks: Sequence[Ask],
    *,
    warm: Sequence[Ask] = (),
    before_each: Callable[[], None] | None = None,
    with_jobs: bool = False,
) -> Figures:
    """`warm` is sent first and not counted. `before_each` makes it one connection. `with_jobs` waits for the job
    worker to be done with what follows, and says what that took for each request."""
    if warm:
        _at_once(site.port, warm)
    before, jobs_before, start = site.web_cpu(), site.jobs_cpu(), time.perf_counter()
    results = [send(site.port, asks, before_each)] if before_each else _at_once(site.port, asks)
    seconds, after = time.perf_counter() - start, site.web_cpu()
    jobs = None
    if with_jobs:
        site.wait_until_idle()
        jobs = 1000 * spent(jobs_before, site.jobs_cpu()) / len(asks)
    ordered = sorted(one for taken, _size in results for one in taken)
    return Figures(
        requests=len(asks),
        cpu_ms=1000 * spent(before, after) / len(asks),
        p50_ms=1000 * statistics.median(ordered),
        p95_ms=1000 * ordered[int(0.95 * len(ordered))],
        p99_ms=1000 * ordered[int(0.99 * len(ordered))],
        per_second=len(asks) / seconds,
        bytes=max(size for _taken, size in results),
        jobs_cpu_ms=jobs,
    )


def _at_once(port: int, asks: Sequence[Ask]) -> list[tuple[list[float], int]]:
    """A person's own requests follow each other, as their browser's do; different people's go side by side."""
    lanes: list[list[Ask]] = [[] for _each in range(min(CONNECTIONS, len(asks)))]
    places: dict[int, int] = {}
    for number, ask in enumerate(asks):
        place = places.setdefault(id(ask.by), len(places)) if ask.by else number
        lanes[place % len(lanes)].append(ask)
    with ThreadPoolExecutor(len(lanes)) as threads:
        return list(threads.map(lambda lane: send(port, lane), [lane for lane in lanes if lane]))
