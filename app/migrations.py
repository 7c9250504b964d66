"""How the database is brought to another version (`flask db`), loaded when somebody asks: what it brings along is several
megabytes of each process that serves, and none of them migrates anything."""

from typing import Any

import click
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from config import ROOT

FOLDER = str(ROOT / "migrations")


class Later:
    """Stands where Flask-Migrate's settings are looked for, and becomes them at the first look."""

    directory = FOLDER

    def __init__(self, app: Flask, db: SQLAlchemy) -> None:
        self._app, self._db = app, db

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate

        Migrate(self._app, self._db, directory=FOLDER, render_as_batch=True)
        return getattr(self._app.extensions["migrate"], name)


class LaterCommands(click.Command):
    """`flask db …`: Flask-Migrate's own commands, once one of them is named."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        from flask_migrate.cli import db

        context: click.Context = db.make_context(info_name, args, parent, **extra)
        return context
