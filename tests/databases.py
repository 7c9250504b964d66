"""The two databases that every test runs on, and how one is copied, kept and put back.

settings = databases.settings("postgresql", folder)              # all tables, no rows
settings = databases.settings("sqlite", folder, like=address)    # a copy of a filled one, which nobody has open
"""

import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from flask import Flask
from sqlalchemy import Connection, create_engine, text

from app import create_app
from app.activity import versions
from app.extensions import db
from config import TestSettings
from tests.services.postgres import Cluster

KINDS = ("sqlite", "postgresql")
EMPTY = "spintaneo_empty"
"""The PostgreSQL template with all tables and no rows."""

TRUNCATED_EVERY = 100
"""Rows that are deleted leave their room behind; truncating gives it back, at ten times the time."""
EMPTY_TABLES = """
CREATE FUNCTION pg_temp.empty_tables(names text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text;
  has_rows boolean;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOREACH name IN ARRAY names LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO has_rows;
    IF has_rows THEN
      EXECUTE format('DELETE FROM %I', name);
    END IF;
  END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', name);
  END LOOP;
END $$
"""
"""In replica mode no foreign key asks for an order."""


def close(app: Flask) -> None:
    """Lets go of the database and the index, so that they can be copied or dropped."""
    with app.app_context():
        versions.forget(db.session())
        db.session.remove()
        db.engine.dispose()
    app.extensions["guest_pages"].engine.dispose()
    app.extensions["search"].close()


def _make_tables(settings: TestSettings) -> None:
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    close(app)


class Databases:
    """Makes databases of either kind. The cluster starts when the first of PostgreSQL is asked for."""

    def __init__(self, folder: Path, cluster: Callable[[], Cluster]) -> None:
        self.folder, self._start = folder, cluster
        self._emptied = 0

    def settings(self, kind: str, folder: Path, like: str | None = None) -> TestSettings:
        if kind == "sqlite":
            shutil.copy(_file(like) if like else self._empty_file, folder / "test.db")
            return TestSettings(folder)
        return TestSettings(folder, self._cluster.create_database(_name(like) if like else self._empty_template))

    def emptied(self, folder: Path) -> TestSettings:
        """The one PostgreSQL database that tests share, one after the other, without its rows."""
        connection = self._connection  # the first time, all tables are declared by this
        names = [table.name for table in db.metadata.sorted_tables]
        self._emptied += 1
        if self._emptied % TRUNCATED_EVERY == 0:
            tables = ", ".join(f'"{name}"' for name in names)
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        else:
            connection.execute(text("SELECT pg_temp.empty_tables(:names)"), {"names": names})
        connection.execute(text("DROP SCHEMA IF EXISTS search_index CASCADE"))
        return TestSettings(folder, self._shared)

    def keep(self, address: str) -> str:
        """A copy of a database that nobody has open, to put back."""
        if address.startswith("sqlite"):
            kept = _file(address).with_suffix(".kept")
            shutil.copy(_file(address), kept)
            return f"sqlite:///{kept}"
        return self._cluster.create_database(_name(address))

    def put_back(self, address: str, kept: str) -> None:
        """Makes a database that nobody has open what it was when it was kept."""
        if address.startswith("sqlite"):
            for ending in ("-wal", "-shm"):
                _file(address).with_name(_file(address).name + ending).unlink(missing_ok=True)
            shutil.copy(_file(kept), _file(address))
        else:
            self._cluster.drop_database(address)
            self._cluster.create_database(_name(kept), name=_name(address))

    def close(self) -> None:
        """Lets go of the shared database."""
        if "_connection" in self.__dict__:
            self._connection.close()
            self._connection.engine.dispose()

    @cached_property
    def _cluster(self) -> Cluster:
        return self._start()

    @cached_property
    def _empty_file(self) -> Path:
        _make_tables(TestSettings(self.folder))
        return self.folder / "test.db"

    @cached_property
    def _empty_template(self) -> str:
        return self._cluster.template(EMPTY, lambda url: _make_tables(TestSettings(self.folder, url)))

    @cached_property
    def _shared(self) -> str:
        return self._cluster.create_database(self._empty_template)

    @cached_property
    def _connection(self) -> Connection:
        connection = create_engine(self._shared, isolation_level="AUTOCOMMIT").connect()
        connection.execute(text(EMPTY_TABLES))
        return connection


def _file(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


def _name(address: str) -> str:
    return address.rsplit("/", 1)[1]
