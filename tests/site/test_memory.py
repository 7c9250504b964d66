"""What a process that serves does not load, and what is made before the others are forked from it."""

import gc
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.cases.hours import public_holidays
from app.site.memory import ready_to_fork
from config import TestSettings
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
SELDOM = ("alembic", "flask_migrate", "mako", "pygments", "holidays", "zxcvbn", "PIL", "app.demo.seed")
"""What only a command, a page of administrators or a child loads."""


def test_what_is_seldom_needed_is_not_loaded_to_serve() -> None:
    asked = f"import sys, wsgi; print([one for one in {SELDOM!r} if one in sys.modules])"
    command = [sys.executable, "-W", "ignore", "-c", asked]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_child_that_ends_looks_the_holidays_up(monkeypatch: pytest.MonkeyPatch) -> None:
    known = public_holidays.named_holidays("IT", "BO", 2031)
    monkeypatch.setattr(public_holidays, "_LEARNED", {})
    monkeypatch.setattr(public_holidays, "_PLACES", set())
    public_holidays.named_holidays.cache_clear()
    public_holidays.learn("IT", "BO", [2031])
    # From here on the source would say nothing.
    monkeypatch.setattr(public_holidays, "_source", lambda: None)
    assert public_holidays.named_holidays("IT", "BO", 2031) == known
    assert known[date(2031, 10, 4)]
    assert public_holidays.is_known("IT", "BO")


def test_pages_are_made_before_the_fork(app: Flask, world: World) -> None:
    ready_to_fork(app)
    gc.unfreeze()
    kept = app.extensions["guest_pages"].kept.pages
    assert len(kept) >= 4


def test_a_site_starts_without_its_database(tmp_path: Path) -> None:
    app = create_app(TestSettings(tmp_path, f"sqlite:///{tmp_path / 'no' / 'folder.db'}"))
    ready_to_fork(app)
    gc.unfreeze()
    assert not app.extensions["guest_pages"].kept.pages
