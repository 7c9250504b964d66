"""flask import stackexchange."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.imports.faults import Problems
from app.imports.stackexchange.checking import DumpSummary, check
from app.imports.stackexchange.reader import Dump, open_dump
from app.imports.stackexchange.site import Site
from app.imports.stackexchange.taking_over import import_dump
from app.imports.telling import importing, listing, refusing, report


@click.command()
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
    with refusing(), open_dump(path) as dump:
        if host:
            dump.site = Site(host.lower())
        with click.progressbar(length=1000, label="Checking ") as bar:
            summary = check(dump, lambda done, total: bar.update(done * 1000 // max(1, total) - bar.pos))
        with listing(problems) as found:
            _list(dump, summary, found, everything=problems is not None)
        counts = summary.counts
        source = source or dump.source
        with importing(counts.questions + counts.answers + counts.comments, source) as written:
            added = import_dump(dump, summary, source=source, category=category, progress=written)
    report(added, found, problems)
    for table in summary.missing:
        click.echo(f"The dump has no {table.value}; it was taken as empty.")
    current_app.logger.info("imported %s", path)


def _list(dump: Dump, summary: DumpSummary, found: Problems, *, everything: bool) -> None:
    """The check kept the first of each kind; to list them all, every table is walked through again."""
    if not everything:
        for problem in summary.problems:
            found(problem.neutral)
        found.counts.clear()
        found.counts.update({code.value: number for code, number in summary.problem_counts.items()})
        return
    for walk in (dump.users, dump.posts, dump.comments, dump.votes, dump.links, dump.tags, dump.revisions):
        for _row in walk(lambda problem: found(problem.neutral)):
            pass
