"""An import that is killed at any moment goes on where it was, and ends as one that nobody disturbed."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import User
from app.activity.models import Event
from app.extensions import db
from app.imports.models import ImportBatch
from app.posts.models import FormerAddress, Origin, Post, Revision
from app.questions.models import Acceptance, Answer, Comment, Question, ThreadTag
from app.search.models import Dirty
from config import ROOT
from tests.imports.json_forum import large, write
from tests.world import World

KILLS = 2
MODELS = (User, Origin, Post, Question, Answer, Comment, Revision, ThreadTag, Acceptance, FormerAddress, Dirty, Event)


def counts() -> dict[str, int]:
    found = {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) or 0 for model in MODELS}
    db.session.rollback()
    return found


@pytest.fixture
def command(world: World, tmp_path: Path) -> list[str]:
    files = write(tmp_path / "forum", *large(600, 3))
    flask = [sys.executable, "-m", "flask", "--app", "wsgi", "import", "jsonl", "--source", "Old forum"]
    return [*flask, "--questions", str(files[0]), "--answers", str(files[1]), "--old-path", "/questions/{id}"]


def environment(app: Flask) -> dict[str, str]:
    url = db.engine.url.render_as_string(hide_password=False)
    return {**os.environ, "DATABASE_URL": url, "INSTANCE_PATH": app.instance_path}


def position() -> int:
    """Where the run stands."""
    found = db.session.scalar(select(func.max(ImportBatch.position))) or 0
    db.session.rollback()
    return found


def ended(running: subprocess.Popen[bytes], within: float) -> bool:
    try:
        running.wait(within)
    except subprocess.TimeoutExpired:
        return False
    return True


def test_killed_at_any_moment_it_goes_on(world: World, command: list[str]) -> None:
    with world.app.app_context():
        before, env = counts(), environment(world.app)
        killed_at: list[int] = []
        for _round in range(KILLS):
            running = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            # Not before something new was written, then at a random moment of the next transactions.
            start = max(killed_at, default=0)
            while not ended(running, 0.02) and position() <= start:
                pass
            if not ended(running, random.random() * 0.4):
                running.send_signal(signal.SIGKILL)
            running.communicate()
            killed_at.append(position())
        assert killed_at[0] < 600
        finished = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
        if killed_at[-1] < 600:
            assert f"Going on with the run that stopped at {killed_at[-1]} of 600 threads." in finished.stdout
        assert "Added" in finished.stdout or "Nothing new." in finished.stdout
        assert "Nothing new." in world.app.test_cli_runner().invoke(args=command[command.index("import") :]).output
        added = {name: number - before[name] for name, number in counts().items()}
        batch = db.session.scalars(select(ImportBatch)).one()
        assert (batch.position, batch.total) == (600, 600)
        assert batch.counts == {"questions": 600, "answers": 1_500, "comments": 300, "accepted": 300, "users": 52}
        assert added == {
            "users": 52,
            "origins": 2_452,
            "posts": 2_400,
            "questions": 600,
            "answers": 1_500,
            "comments": 300,
            "revisions": 2_400,
            "thread_tags": 1_200,
            "acceptances": 300,
            "former_addresses": 600,
            "search_dirty": 600,
            "events": 1,
        }
