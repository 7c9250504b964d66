"""An index that was made by other rules of analysis serves on, is noticed by itself, and is made anew beside it."""

import json
from pathlib import Path

import pytest
import Stemmer
from sqlalchemy import select, text

from app.activity.models import Owed
from app.extensions import db
from app.kit import edge
from app.search import index, upkeep
from app.search import jobs as search_jobs
from app.search.analysis import ANALYSIS, term
from app.search.backend import Query, SearchBackend
from app.search.marking import REBUILD
from app.search.postgres_backend import PostgresBackend
from app.search.postgres_backend.layout import documents_of
from tests import make
from tests.search.corpus import CORPUS, found, make_document
from tests.world import World


def made_by_others(backend: SearchBackend, folder: Path, *, rules: str | None) -> None:
    """Leaves the index as other rules would have made it; None, as it was before rules were noted."""
    if isinstance(backend, PostgresBackend):
        with backend.engine.begin() as connection:
            generation = connection.execute(text("SELECT generation FROM search_index.state")).scalar_one()
            said = f"'{rules}'" if rules else "NULL"
            connection.execute(text(f"COMMENT ON TABLE {documents_of(generation)} IS {said}"))
        return
    pointer = json.loads((folder / "current.json").read_text())
    del pointer["analysis"]
    (folder / "current.json").write_text(json.dumps(pointer | ({"analysis": rules} if rules else {})))


@pytest.mark.parametrize("rules", ["snowball 1.0", None])
def test_it_serves_and_can_be_changed_until_it_is_made_anew(
    backend: SearchBackend, folder: Path, rules: str | None
) -> None:
    assert not backend.analysed_otherwise()
    made_by_others(backend, folder, rules=rules)
    assert backend.analysed_otherwise()
    assert found(backend.search(Query("printer"))) == [1]
    backend.update([make_document(1, "Scanner")])
    assert found(backend.search(Query("scanner"))) == [1]
    assert backend.analysed_otherwise()
    backend.rebuild(CORPUS)
    assert not backend.analysed_otherwise()


def test_other_stems_are_other_rules() -> None:
    """Words whose stems differ between versions of Snowball, which the rules name."""
    stems = {"added": "add", "paste": "paste", "internal": "internal", "evening": "evening"}
    assert {word: term(word, "en") for word in stems} == stems
    assert Stemmer.version() in ANALYSIS


@pytest.fixture
def outdated(world: World) -> World:
    with world.acting("ann") as ann:
        make.question(ann, title="Router drops the line every evening")
    with world.app.app_context():
        index.rebuild()
        made_by_others(index.backend(), Path(world.app.config["SEARCH_PATH"]), rules=None)
    return world


def rebuilds_owed() -> int:
    return len(db.session.scalars(select(Owed.id).where(Owed.unique_key == REBUILD)).all())


def test_the_start_of_the_site_notices_and_does_not_wait_for_it(outdated: World) -> None:
    with outdated.app.app_context():
        assert not upkeep.build_if_missing()
        assert rebuilds_owed() == 1
        assert index.backend().analysed_otherwise()
        search_jobs.rebuild()
        assert not index.backend().analysed_otherwise()


def test_so_does_the_hourly_repair(outdated: World) -> None:
    with outdated.app.app_context():
        with edge.transaction():
            search_jobs.repair()
        assert rebuilds_owed() == 1


def test_status_says_so(outdated: World) -> None:
    runner = outdated.app.test_cli_runner()
    assert "rules     others" in runner.invoke(args=["search", "status"]).output
    assert runner.invoke(args=["search", "rebuild"]).exit_code == 0
    assert "rules" not in runner.invoke(args=["search", "status"]).output
