"""flask import: archives of other systems, in."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.imports.addresses import take_addresses
from app.imports.articles.command import articles
from app.imports.discourse.command import discourse
from app.imports.group import import_group
from app.imports.jsonl.command import jsonl
from app.imports.stackexchange.command import stackexchange
from app.imports.telling import listing, refusing, report


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


for command in (stackexchange, jsonl, discourse, articles):
    import_group.add_command(command)

commands = (import_group,)
