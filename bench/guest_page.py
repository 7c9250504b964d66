"""Processor time and latency of a guest's question page of ten answers, beside a bare Flask "hello"."""

import http.client
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app import create_app  # noqa: E402
from app.extensions import db  # noqa: E402
from app.kit.database import writing  # noqa: E402
from config import TestSettings  # noqa: E402
from tests import make  # noqa: E402
from tests.services.web import running_site  # noqa: E402
from tests.world import populate  # noqa: E402

REQUESTS = int(os.environ.get("N", "3000"))
WARM_UP = 200
TICK = os.sysconf("SC_CLK_TCK")


def filled(folder: Path) -> tuple[str, str]:
    """A database with one question of ten answers; its address and the page's path."""
    settings = TestSettings(folder)
    app = create_app(settings)
    with app.app_context(), writing():
        db.create_all()
    world = populate(app)
    with world.acting("ann") as ann:
        question_id = make.question(ann).id
    for number in range(10):
        with world.acting("ben" if number % 2 else "eve") as author:
            make.answer(author, make.question_by_id(question_id), body=f"Answer {number}.\n\n" + "Some words. " * 60)
    return settings.SQLALCHEMY_DATABASE_URI, f"/questions/{question_id}/router-drops-the-line-every-evening"


def family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def ours() -> set[int]:
    return set(family(os.getpid())) - {os.getpid()}


def cpu_seconds(pids: set[int]) -> float:
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


@contextmanager
def connection(base: str) -> Iterator[http.client.HTTPConnection]:
    opened = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    try:
        yield opened
    finally:
        opened.close()


def measure(base: str, path: str, headers: dict[str, str]) -> dict[str, float]:
    """REQUESTS one after the other over one connection; milliseconds."""
    with connection(base) as one:
        taken = []
        for number in range(WARM_UP + REQUESTS):
            if number == WARM_UP:
                pids, before, start = ours(), cpu_seconds(ours()), time.perf_counter()
            began = time.perf_counter()
            one.request("GET", path, headers=headers)
            answer = one.getresponse()
            size = len(answer.read())
            if answer.status not in (200, 304):
                raise SystemExit(f"{path}: {answer.status}")
            taken.append(time.perf_counter() - began)
        seconds = time.perf_counter() - start
        cpu = cpu_seconds(pids) - before
    ordered = sorted(taken[WARM_UP:])
    return {
        "cpu_ms": 1000 * cpu / REQUESTS,
        "p50_ms": 1000 * statistics.median(ordered),
        "p99_ms": 1000 * ordered[int(0.99 * len(ordered))],
        "per_second": REQUESTS / seconds,
        "bytes": size,
    }


def main() -> None:
    rows: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url, path = filled(folder)
        with running_site("sqlite://", folder, application="bench.hello:app") as base:
            rows["bare Flask hello"] = measure(base, "/", {})
        with running_site(url, folder) as base:
            rows["question page, guest"] = measure(base, path, {})
            with connection(base) as one:
                one.request("GET", path)
                answer = one.getresponse()
                answer.read()
                tag = answer.headers["ETag"]
            rows["the same, unchanged (304)"] = measure(base, path, {"If-None-Match": tag})
    head = ("", "CPU ms", "p50 ms", "p99 ms", "requests/s", "bytes")
    lines = [f"{head[0]:28}" + "".join(f"{word:>12}" for word in head[1:])]
    for label, row in rows.items():
        figures = (row["cpu_ms"], row["p50_ms"], row["p99_ms"], row["per_second"], row["bytes"])
        lines.append(f"{label:28}" + "".join(f"{figure:>12.2f}" for figure in figures))
    sys.stdout.write("\n".join(lines) + "\n")
    kept = ROOT / "bench" / "results" / "guest_page.json"
    kept.write_text(
        json.dumps({"at": datetime.now(UTC).isoformat(), "requests": REQUESTS, "rows": rows}, indent=1) + "\n"
    )


if __name__ == "__main__":
    main()
