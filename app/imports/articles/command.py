"""flask import articles."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app.imports.articles.archive import ArticlesArchive
from app.imports.articles.taking_over import take_over_articles
from app.imports.telling import checking, importing, listing, refusing, report


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--source", help="The name readers see in labels; without it, the host in the articles' addresses.")
@click.option("--licence", default="", help="The licence of the articles, such as 'CC BY-SA 3.0', if there is one.")
@click.option(
    "--problems", type=click.Path(path_type=Path), help="Write every row left out, and why, to this CSV file."
)
@with_appcontext
def articles(path: Path, source: str | None, licence: str, problems: Path | None) -> None:
    """Read a knowledge base: CSV tables of articles and their revisions, in a zip or by themselves. Running it twice
    adds nothing."""
    archive = ArticlesArchive(path)
    with refusing(), listing(problems) as found:
        with checking(path) as read:
            archive.check(found, read)
        with importing(len(archive.rows)) as written:
            added = take_over_articles(
                archive,
                source=source or archive.host or path.name,
                licence=licence,
                progress=written,
                problems=found.counts,
            )
    click.echo(f"Read: {len(archive.rows):,} articles, {archive.revisions:,} revisions")
    report(added, found, problems)
    current_app.logger.info("imported %s", path)
