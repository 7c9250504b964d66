"""What kills the worker each time is counted, lets others go first, and is set aside in the end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from app.activity.models import Event, Owed
from app.extensions import db
from app.jobs.schedule import ENDED_WORKER, TRIES
from app.kit import clock, edge
from config import ROOT
from tests.jobs.dying import DEADLY, HARMLESS
from tests.world import World


@pytest.mark.parametrize("what", ["reaction", "job"])
def test_it_is_begun_as_often_as_anything_and_no_more(world: World, tmp_path: Path, what: str) -> None:
    with world.app.app_context(), edge.transaction() as session:
        happened = Event(kind="gap:closed", subject_kind="content_gaps", subject_id=99, data={})
        session.add(happened)
        session.flush()
        why = happened.id if what == "reaction" else None
        session.add_all(Owed(name=name, event_id=why, run_at=clock.now()) for name in (DEADLY, HARMLESS))
        address = db.engine.url.render_as_string(hide_password=False)
    record = tmp_path / "begun"
    run = subprocess.run(
        [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "tests.jobs.dying", what, str(record)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address, "INSTANCE_PATH": world.app.instance_path},
        capture_output=True,
        text=True,
        check=False,
    )
    begun = record.read_text().split()
    assert begun == [DEADLY, HARMLESS, *[DEADLY] * (TRIES - 1)], run.stderr
    with world.looking():
        row = db.session.scalars(select(Owed).where(Owed.name.in_((DEADLY, HARMLESS)))).one()
        assert (row.name, row.tries, row.error) == (DEADLY, TRIES, ENDED_WORKER)
        assert row.set_aside_at is not None
