"""What whoever runs an import sees: how far it is and how fast, what was added, what was left out and where it is listed."""

import csv
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from app.extensions import db
from app.imports.faults import NO_ROOM, ArchiveFault, Problems, RowProblem
from app.imports.running import unfinished
from app.kit.room import is_full
from app.kit.texts import Text


@contextmanager
def checking(*paths: Path) -> Iterator[Callable[[int], None]]:
    """A bar over the bytes of the files. Gives what is told of bytes read."""
    length = sum(path.stat().st_size for path in paths if path.is_file())
    with click.progressbar(length=max(1, length), label="Checking ") as bar:
        yield bar.update


@contextmanager
def importing(posts: int, source: str = "") -> Iterator[Callable[[int], None]]:
    """A bar over posts, with their count and rate. Gives what is told of posts dealt with.

    With the `source`, says first where an interrupted run of it stands.
    """
    if source and (batch := unfinished(source)):
        click.echo(f"Going on with the run that stopped at {batch.position:,} of {batch.total:,} threads.")
    begun, done = time.monotonic(), 0

    def counted(_item: object) -> str:
        return f"{done:,} of {posts:,} posts · {done / max(0.001, time.monotonic() - begun):,.0f}/s"

    with click.progressbar(length=max(1, posts), label="Importing", item_show_func=counted) as bar:

        def told(more: int) -> None:
            nonlocal done
            done += more
            bar.update(more, bar)

        yield told


@contextmanager
def refusing() -> Iterator[None]:
    """An archive that is refused, or a disk that is full, ends the command with the sentence that says why."""
    try:
        yield
    except ArchiveFault as fault:
        db.session.rollback()
        raise click.ClickException(str(Text(fault.sentence, **fault.params))) from None
    except (OSError, sqlite3.OperationalError) as error:
        if not is_full(error):
            raise
        db.session.rollback()
        raise click.ClickException(str(Text(NO_ROOM))) from None


@contextmanager
def listing(target: Path | None) -> Iterator[Problems]:
    """Collects what is left out; each is written into `target` as a line of CSV, if there is one."""
    if target is None:
        yield Problems()
        return
    try:
        file = target.open("w", newline="", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror}.") from None
    with file:
        rows = csv.writer(file)
        rows.writerow(["file", "line", "id", "reason"])
        yield Problems(lambda found: rows.writerow([found.file, found.line, found.row_id, _reason(found)]))


def report(added: Mapping[str, int], problems: Problems, target: Path | None) -> None:
    counted = ", ".join(f"{number:,} {name}" for name, number in added.items() if number)
    click.echo(f"Added: {counted}" if counted else "Nothing new.")
    if not problems.counts:
        return
    click.echo("Left out, or kept without a detail:")
    for code, number in sorted(problems.counts.items()):
        first = problems.first[code]
        click.echo(f"  {number:>6,} × {first.file} line {first.line}: {_reason(first)}")
    if target is not None:
        click.echo(f"Every one of them is listed in {target}.")


def _reason(problem: RowProblem) -> str:
    return str(Text(problem.sentence, **problem.params))
