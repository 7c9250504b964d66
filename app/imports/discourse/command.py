"""flask import discourse."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.imports.discourse.archive import DiscourseArchive
from app.imports.discourse.taking_over import take_over_discourse
from app.imports.telling import checking, importing, listing, refusing, report


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--source", help="The name readers see in labels; without it, the host in the topics' addresses.")
@click.option("--category", default="archive", show_default=True, help="The category (made if it is not there).")
@click.option("--licence", default="", help="The licence of the posts, such as 'CC BY-SA 4.0', if there is one.")
@click.option(
    "--problems", type=click.Path(path_type=Path), help="Write every row left out, and why, to this CSV file."
)
@with_appcontext
def discourse(path: Path, source: str | None, category: str, licence: str, problems: Path | None) -> None:
    """Read topics of a Discourse forum: JSON, one topic a line, plain or packed with xz. Running it twice adds nothing."""
    archive = DiscourseArchive(path)
    with refusing(), listing(problems) as found:
        with checking(path) as read:
            summary = archive.check(found, read)
        with importing(summary.usable_posts) as written:
            added = take_over_discourse(
                archive,
                source=source or summary.forum.host or path.name,
                category=category,
                licence=licence,
                progress=written,
                problems=found.counts,
            )
    click.echo(f"Read: {summary.lines:,} lines, {summary.posts:,} posts, {summary.users:,} users")
    report(added, found, problems)
    current_app.logger.info("imported %s", path)
