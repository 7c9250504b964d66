"""`first`: an export of the complete town, made once a run, never changed; `copied` is one to spoil."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.exports.checking import checked
from app.exports.loading import load
from app.exports.manifest import MADE
from app.exports.writing import export
from app.extensions import db
from tests.attack.town import Town, copy_of, town_on
from tests.databases import Databases, close
from tests.exports.everything import complete


@dataclass(frozen=True)
class First:
    folder: Path
    town: Town


@pytest.fixture(scope="session")
def first(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> First:
    place = tmp_path_factory.mktemp("first")
    built = town_on("sqlite", databases, tmp_path_factory.mktemp("built"))
    with copy_of(built, place / "town") as town:
        complete(town)
        with town.app.app_context():
            export(db.engine, place / "community")
    return First(place / "community", town)


@pytest.fixture
def copied(first: First, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first.folder, tmp_path / "copied"))


@pytest.fixture(scope="module")
def empty(database: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site with an empty database; for tests that leave it so."""
    app = create_app(databases.settings(database, tmp_path_factory.mktemp("empty")))
    yield app
    close(app)


def take_in(app: Flask, folder: Path, *, keep: bool = True) -> None:
    with app.app_context():
        load(db.engine, folder, checked(folder), keep=keep)


def write_out(app: Flask, folder: Path) -> Path:
    with app.app_context():
        export(db.engine, folder)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Every file but the one that says when it was made."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in names.items() if name != MADE}


def lines_of(folder: Path, table: str) -> list[dict]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_bytes().split(b"\n")[:-1]]
