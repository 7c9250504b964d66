"""flask import: archives of other systems, in."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.extensions import db
from app.imports.addresses import take_addresses
from app.imports.articles.command import articles
from app.imports.discourse.command import discourse
from app.imports.jsonl.command import jsonl
from app.imports.stackexchange.checking import check
from app.imports.stackexchange.errors import DumpError
from app.imports.stackexchange.reader import open_dump
from app.imports.stackexchange.running import import_dump
from app.imports.stackexchange.site import Site
from app.imports.telling import listing, refusing, report
from app.kit.texts import Text


@contextmanager
def progress_bar(label: str, length: int) -> Iterator[Callable[[int], None]]:
    with click.progressbar(length=max(1, length), label=label) as bar:
        yield bar.update


@click.group("import")
def import_group() -> None:
    """Take over the archive of another system."""


@import_group.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--source", help='The name readers see in labels, such as "IoT Stack Exchange".')
@click.option("--host", help="The site's host name, for links back: iot.stackexchange.com")
@click.option("--category", default="archive", show_default=True, help="The category (made if it is not there).")
@click.option(
    "--problems", type=click.Path(path_type=Path), help="Write every row left out, and why, to this CSV file."
)
@with_appcontext
def stackexchange(path: Path, source: str | None, host: str | None, category: str, problems: Path | None) -> None:
    """Read a Stack Exchange data dump: a folder or a zip of its XML tables. Running it twice adds nothing."""
    try:
        with open_dump(path) as dump:
            if host:
                dump.site = Site(host.lower())
            seen = 0

            def told(done: int, total: int) -> None:
                nonlocal seen
                bar(int((done - seen) * 1000 / max(1, total)))
                seen = done

            with progress_bar("Checking ", 1000) as bar:
                summary = check(dump, told)
            counts = summary.counts
            rows = counts.users + counts.questions + counts.answers + counts.comments
            with progress_bar("Importing", rows) as written:
                added = import_dump(dump, summary, source=source or dump.source, category=category, progress=written)
    except DumpError as error:
        db.session.rollback()
        raise click.ClickException(str(Text(error.sentence, **error.params))) from None
    counted = ", ".join(f"{number} {name}" for name, number in added.items())
    click.echo(f"Added: {counted}" if any(added.values()) else "Nothing new.")
    for table in summary.missing:
        click.echo(f"The dump has no {table.value}; it was taken as empty.")
    if summary.problem_counts:
        click.echo("Left out, or kept without a detail:")
        for code, number in sorted(summary.problem_counts.items()):
            first = next(problem for problem in summary.problems if problem.code is code)
            click.echo(f"  {number:>6} × {first.table.value} line {first.line}: {Text(first.sentence, **first.params)}")
    if problems:
        _list(problems, path)
    current_app.logger.info("imported %s", path)


def _list(target: Path, path: Path) -> None:
    with open_dump(path) as dump, target.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["table", "line", "id", "reason"])
        for walk in (dump.users, dump.posts, dump.comments, dump.votes, dump.links, dump.tags, dump.revisions):
            for _row in walk(
                lambda problem: rows.writerow(
                    [problem.table.value, problem.line, problem.row_id, str(Text(problem.sentence, **problem.params))]
                )
            ):
                pass
    click.echo(f"Every one of them is listed in {target}.")


@import_group.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--problems", type=click.Path(path_type=Path), help="Write every row left out, and why, to this CSV file."
)
@with_appcontext
def addresses(path: Path, problems: Path | None) -> None:
    """Read a CSV of imported authors' addresses (source, author, email), so that they can claim their posts."""
    with refusing(), listing(problems) as found:
        added = take_addresses(path, found)
    report(added, found, problems)


import_group.add_command(jsonl)
import_group.add_command(discourse)
import_group.add_command(articles)

commands = (import_group,)
