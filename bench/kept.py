"""Filled databases: made once for a size and a version of the tables, copied for each run."""

import inspect
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy.schema import CreateIndex, CreateTable

from app import create_app, search
from app.extensions import db
from bench import community, filling, postgres, vocabulary
from config import TestSettings
from tests.services.folders import common_temp

DATABASE = "database.db"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Place:
    """A filled database for one run: its address, and the folder with the index."""

    kind: str
    folder: Path
    url: str
    server: postgres.Server | None = None

    def settings(self) -> dict[str, str]:
        return {"INSTANCE_PATH": str(self.folder), "SEARCH_PATH": str(self.folder / "search")}


def shelf() -> Path:
    """Where filled databases stay: a temporary folder that only we write to."""
    path = Path(os.environ.get("BENCH_KEPT") or common_temp() / f"spintaneo-bench-{os.geteuid()}")
    path.mkdir(mode=0o711, parents=True, exist_ok=True)
    if path.stat().st_uid != os.geteuid():
        raise SystemExit(f"{path} belongs to somebody else.")
    return path


def fingerprint() -> str:
    """Changes with the tables and with what is written into them. All tables, whoever asks: before the product has run once,
    only some of them are known."""
    with tempfile.TemporaryDirectory() as folder:
        create_app(TestSettings(Path(folder)))
    tables = db.metadata.sorted_tables
    parts = [str(CreateTable(table)) for table in tables]
    parts += sorted(str(CreateIndex(index)) for table in tables for index in table.indexes)
    parts += [inspect.getsource(module) for module in (vocabulary, community, filling)]
    return sha256("\n".join(parts).encode()).hexdigest()[:10]


def index_fingerprint() -> str:
    """Changes with the code that makes the index, which may then be of another form."""
    sources = sorted(Path(search.__path__[0]).rglob("*.py"))
    return sha256("\n".join(path.read_text("utf-8") for path in sources).encode()).hexdigest()[:10]


def _indexed(settings: TestSettings, kept: Path, say: Say) -> None:
    """Has the index made anew if it was made by other code."""
    note, current = kept / "index_made_by", index_fingerprint()
    if not note.exists() or note.read_text() != current:
        filling.make_index(settings, say)
        note.write_text(current)


@contextmanager
def filled(kind: str, questions: int, say: Say) -> Iterator[Place]:
    name = f"{kind}_{questions}_{fingerprint()}"
    with tempfile.TemporaryDirectory(prefix="spintaneo-run-") as folder:
        yield from (_on_postgres if kind == "postgresql" else _on_sqlite)(name, questions, Path(folder), say)


def _on_sqlite(name: str, questions: int, folder: Path, say: Say) -> Iterator[Place]:
    kept = shelf() / name
    if not kept.exists():
        _forget_others(name)
        fresh = shelf() / f"{name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        say(f"filling {name}")
        filling.fill(TestSettings(fresh, f"sqlite:///{fresh / DATABASE}"), questions, say)
        fresh.rename(kept)
    _indexed(TestSettings(kept, f"sqlite:///{kept / DATABASE}"), kept, say)
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    yield Place("sqlite", folder, f"sqlite:///{folder / DATABASE}")


def _on_postgres(name: str, questions: int, folder: Path, say: Say) -> Iterator[Place]:
    with postgres.running(shelf() / "postgres") as server:
        kept = shelf() / name
        if not (kept.exists() and server.has(name)):
            _forget_others(name, server)
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir(mode=0o700)
            fresh = f"{name}_new"
            server.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", fresh)
            server.run("CREATE DATABASE {}", fresh)
            say(f"filling {name}")
            filling.fill(TestSettings(kept, server.url(fresh)), questions, say)
            server.run("ALTER DATABASE {} RENAME TO {}", fresh, name)
        _indexed(TestSettings(kept, server.url(name)), kept, say)
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        server.run("DROP DATABASE IF EXISTS run WITH (FORCE)")
        server.run("CREATE DATABASE run TEMPLATE {} STRATEGY FILE_COPY", name)
        try:
            yield Place("postgresql", folder, server.url("run"), server)
        finally:
            server.run("DROP DATABASE IF EXISTS run WITH (FORCE)")


def _forget_others(name: str, server: postgres.Server | None = None) -> None:
    """What was filled by another version for the same size."""
    size = name.rpartition("_")[0]
    for old in shelf().glob(f"{size}_*"):
        shutil.rmtree(old, ignore_errors=True)
        if server:
            server.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", old.name)


@contextmanager
def empty(kind: str, name: str) -> Iterator[TestSettings]:
    """A database of this kind without tables, for the length of a block."""
    with tempfile.TemporaryDirectory(prefix=f"spintaneo-{name}-") as folder:
        if kind == "sqlite":
            yield TestSettings(Path(folder))
            return
        with postgres.running(shelf() / "postgres") as server:
            server.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
            server.run("CREATE DATABASE {}", name)
            try:
                yield TestSettings(Path(folder), server.url(name))
            finally:
                server.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
