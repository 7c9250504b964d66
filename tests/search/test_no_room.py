"""`flask search rebuild` on a full disk: a sentence, the index that was there serves on, and once there is room it is made."""

import resource
from pathlib import Path

from app import create_app
from app.extensions import db
from app.jobs.worker import run_all
from app.search.index import backend
from tests import make
from tests.databases import Databases, close
from tests.world import populate


def test_a_rebuild_without_room(databases: Databases, tmp_path: Path) -> None:
    """In files; a database that is full is in test_interrupted.py."""
    app = create_app(databases.settings("sqlite", tmp_path))
    world = populate(app)
    with world.acting("ann") as ann:
        make.question(ann, title="Where is the lantern?", body=" ".join(f"word{number}" for number in range(2000)))
    with app.app_context():
        run_all()
        before = backend().count()
        db.session.remove()
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, most[1]))
    try:
        told = app.test_cli_runner().invoke(args=["search", "rebuild"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert told.exit_code == 1, told.output
    assert (
        "There is no room on the disk. The index that was there serves on; make room, then rebuild it." in told.output
    )
    with app.app_context():
        assert backend().count() == before == 1
    assert "1 documents." in app.test_cli_runner().invoke(args=["search", "rebuild"]).output
    close(app)
