"""flask export, flask import community."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from app.exports.checking import checked
from app.exports.errors import CommunityError
from app.exports.loading import load, reason
from app.exports.writing import export as write
from app.extensions import db
from app.imports.group import import_group
from app.search import index
from app.search.backend import IndexBusy, IndexUnavailable


class Bar:
    """A progress bar whose length is known once work has begun, with its rate."""

    def __init__(self, label: str, unit: str) -> None:
        self.unit, self.begun, self.done = unit, time.monotonic(), 0
        self.bar: Any = click.progressbar(length=0, label=label, item_show_func=lambda _item: self.rate)

    @property
    def rate(self) -> str:
        return f"{self.done / max(0.001, time.monotonic() - self.begun):,.0f} {self.unit}/s"

    def length(self, length: int) -> None:
        self.bar.length = length
        self.bar.render_progress()

    def told(self, more: int) -> None:
        self.done += more
        self.bar.update(more)


@contextmanager
def bar(label: str, unit: str = "rows") -> Iterator[Bar]:
    shown = Bar(label, unit)
    with shown.bar:
        yield shown


@contextmanager
def _sentences(left: str) -> Iterator[None]:
    """What goes wrong, in a sentence; `left` says how things were left."""
    try:
        yield
    except CommunityError as error:
        raise click.ClickException(str(error)) from None
    except SQLAlchemyError as error:
        raise click.ClickException(f"The database gave up: {reason(error)}. {left}") from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(f"{where}{error.strerror or error}. {left}") from error


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--xz", is_flag=True, help="Pack each file with xz: a sixth of the room, more work.")
@click.option("--replace", is_flag=True, help="Put it in the place of an earlier export in FOLDER.")
@with_appcontext
def export(folder: Path, xz: bool, replace: bool) -> None:
    """Write the whole community into a new FOLDER, as it is at one moment; the site may be running."""
    with _sentences("The export is not made, and what was written of it is gone."), bar("Exporting") as shown:
        target = folder.absolute()
        manifest = write(db.engine, target, xz=xz, replace=replace, counted=shown.length, told=shown.told)
    click.echo(f"{manifest.rows:,} rows, {manifest.bytes / 1e6:,.1f} MB in {folder}: {shown.rate}.")
    if manifest.lacking:
        click.echo(f"Pictures without a good file on the disk: {len(manifest.lacking)}, such as {manifest.lacking[0]}.")
    click.echo("It holds everything: addresses, password hashes, private messages. Keep it where only you can read it.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--trial", is_flag=True, help="Take everything in, then take it back: is the export good?")
@with_appcontext
def community(folder: Path, trial: bool) -> None:
    """Take an export of a whole community into an empty database."""
    with _sentences("Nothing was taken over."):
        with bar("Checking ", "bytes") as shown:
            manifest = checked(folder, sized=shown.length, told=shown.told)
        with bar("Importing") as shown:
            shown.length(manifest.rows)
            load(db.engine, folder, manifest, told=shown.told, keep=not trial)
    if trial:
        click.echo(f"{manifest.rows:,} rows are good. Nothing was written.")
        return
    click.echo(f"{manifest.rows:,} rows: {shown.rate}.")
    try:
        with bar("Indexing ", "documents") as shown:
            shown.length(index.public_count())
            index.rebuild(lambda done: shown.told(done - shown.done))
    except (IndexBusy, IndexUnavailable, OSError):
        raise click.ClickException("Everything is there but the search index: run `flask search rebuild`.") from None


import_group.add_command(community)
commands = (export,)
