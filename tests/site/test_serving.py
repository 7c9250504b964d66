"""The site as it is served: one process loads the product, the others are forked from it."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app import create_app
from app.extensions import db
from app.kit.database import writing
from app.site.memory import ready_to_fork
from app.site.serving import run_together
from bench.machine import family, name_of
from config import TestSettings
from tests.services.child import Child
from tests.services.ports import free_port
from tests.services.web import healthy

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60


@pytest.fixture
def settings(tmp_path: Path) -> TestSettings:
    """Of a folder with an empty database."""
    made = TestSettings(tmp_path)
    app = create_app(made)
    with app.app_context(), writing():
        db.create_all()
        db.session.remove()
        db.engine.dispose()
    app.extensions["search"].close()
    return made


@pytest.fixture
def served(settings: TestSettings) -> Iterator[Child]:
    port = free_port()
    env = {
        **os.environ,
        "DATABASE_URL": settings.SQLALCHEMY_DATABASE_URI,
        "INSTANCE_PATH": str(settings.INSTANCE_PATH),
        "PORT": str(port),
        "WEB_WORKERS": "2",
    }
    log = settings.INSTANCE_PATH / "site.log"
    child = Child([sys.executable, "-m", "app.site.serving"], name="The site", log=log, env=env, cwd=ROOT)
    child.wait_until(lambda: healthy(port) and len(parts(child)["spintaneo web"]) == 3, SECONDS)
    yield child
    child.stop()


def parts(child: Child) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {"spintaneo web": [], "spintaneo jobs": []}
    for pid in family(child.popen.pid):
        found.setdefault(name_of(pid), []).append(pid)
    return found


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def has_run_jobs(settings: TestSettings) -> bool:
    engine = create_engine(settings.SQLALCHEMY_DATABASE_URI)
    try:
        with engine.connect() as connection:
            return bool(connection.scalar(text("SELECT count(*) FROM scheduled_runs")))
    finally:
        engine.dispose()


def test_web_and_jobs_work_and_end_when_told(served: Child, settings: TestSettings) -> None:
    served.wait_until(lambda: has_run_jobs(settings), SECONDS)
    everybody = list(family(served.popen.pid))
    served.popen.send_signal(signal.SIGTERM)
    assert served.popen.wait(SECONDS) == 0
    assert alive(everybody) == []


def test_a_part_that_ends_takes_the_others_with_it(served: Child) -> None:
    everybody = list(family(served.popen.pid))
    (jobs,) = parts(served)["spintaneo jobs"]
    os.kill(jobs, signal.SIGKILL)
    assert served.popen.wait(SECONDS) != 0
    assert alive(everybody) == []


def test_no_two_processes_share_an_open_database(settings: TestSettings) -> None:
    app = create_app(settings)
    with app.app_context():
        db.session.execute(text("SELECT 1"))
        db.session.rollback()
    assert app.test_client().get("/health").status_code == 200
    path = str(settings.INSTANCE_PATH)
    assert any(file.startswith(path) for file in open_files())
    ready_to_fork(app)
    gc.unfreeze()
    assert [file for file in open_files() if file.startswith(path)] == []


def open_files() -> list[str]:
    return [os.path.realpath(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")]


def test_a_part_that_is_done_is_followed_and_one_that_breaks_ends_it_all(tmp_path: Path) -> None:
    """Twice the part ends without a fault, then it breaks."""
    marks = tmp_path / "marks"

    def part() -> None:
        with marks.open("a") as file:
            file.write(f"{os.getpid()}\n")
        if len(marks.read_text().split()) > 2:
            os._exit(7)

    assert run_together({"part": part}, {"part": part}) == 7
    pids = marks.read_text().split()
    assert len(pids) == len(set(pids)) == 3


def test_where_there_is_no_room_to_fork_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told to stop, it still hears."""
    marks, forks, fork = tmp_path / "marks", [0], os.fork

    def full_at_times() -> int:
        forks[0] += 1
        if forks[0] in (2, 3):
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return fork()

    def part() -> None:
        with marks.open("a") as file:
            file.write("done\n")
        if len(marks.read_text().split()) > 1:
            os.kill(os.getppid(), signal.SIGTERM)

    monkeypatch.setattr(os, "fork", full_at_times)
    assert run_together({"part": part}, {"part": part}) == 0
    assert len(marks.read_text().split()) >= 2


def test_a_part_that_nothing_follows_ends_it_all() -> None:
    assert run_together({"part": lambda: None}) == 1
