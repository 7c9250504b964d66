"""After an upgrade a browser fetches pages anew: what it has was made by the release before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import create_app
from app.site import release
from config import TestSettings
from tests.databases import close
from tests.visiting import Visitor
from tests.world import World


@contextmanager
def as_it_is_now(world: World) -> Iterator[Visitor]:
    """A visitor of the same database as it is served after a restart."""
    release._files.cache_clear()
    app = create_app(TestSettings(Path(world.app.instance_path), world.app.config["SQLALCHEMY_DATABASE_URI"]))
    yield Visitor(app)
    close(app)
    release._files.cache_clear()


def test_a_page_of_the_release_before_is_fetched_anew(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = Visitor(world.app).get("/").headers["ETag"]
    with as_it_is_now(world) as visitor:
        assert visitor.get("/", headers={"If-None-Match": tag}).status_code == 304
    (tmp_path / "changed.html").write_text("other words")
    monkeypatch.setattr(release, "APP", tmp_path)
    with as_it_is_now(world) as visitor:
        assert visitor.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_every_file_and_shown_setting_makes_another_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = dict.fromkeys(release.SHOWN, "x")
    page = tmp_path / "page.html"
    page.write_text("words")
    monkeypatch.setattr(release, "APP", tmp_path)
    release._files.cache_clear()
    first = release.release(settings)
    assert release.release(settings) == first
    assert all(release.release({**settings, name: "y"}) != first for name in release.SHOWN)
    os.utime(page, ns=(1, 1))
    release._files.cache_clear()
    assert release.release(settings) != first
