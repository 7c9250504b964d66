"""flask import jsonl."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.extensions import db
from app.imports.articles.linking import link_answers_to_articles
from app.imports.desk import Desk
from app.imports.jsonl.addresses import Addresses
from app.imports.jsonl.reading import JsonArchive
from app.imports.running import take_over_threads
from app.imports.telling import checking, importing, listing, refusing, report

FILE = click.Path(path_type=Path)


@click.command()
@click.option(
    "--questions", type=FILE, required=True, help="The file of questions: one JSON object a line, or its .xz."
)
@click.option("--answers", type=FILE, required=True, help="The file of answers.")
@click.option("--source", required=True, help='The name readers see in labels, such as "Old forum".')
@click.option("--category", default="archive", show_default=True, help="The category (made if it is not there).")
@click.option("--url", default="", help="Where a question stood: https://forum.example.org/{locale}/questions/{id}")
@click.option("--answer-url", default="", help="Where an answer stood; {question} and {id} are filled in.")
@click.option(
    "--old-path", multiple=True, help="A path that leads to the question from now on: /{locale}/questions/{id}"
)
@click.option("--problems", type=FILE, help="Write every row left out, and why, to this CSV file.")
@with_appcontext
def jsonl(
    questions: Path,
    answers: Path,
    source: str,
    category: str,
    url: str,
    answer_url: str,
    old_path: tuple[str, ...],
    problems: Path | None,
) -> None:
    """Read questions and answers as JSON lines. May be interrupted, and run again: it goes on where it was."""
    with (
        refusing(),
        listing(problems) as found,
        JsonArchive(questions, answers, Addresses(url, answer_url, old_path), found) as archive,
    ):
        with checking(questions, answers) as on_read:
            archive.check(on_read)
        threads, replies = archive.counts()
        with importing(threads + replies, source) as progress:
            added = take_over_threads(
                Desk(db.session(), source),
                archive.threads(),
                category=category,
                total=threads,
                progress=progress,
                problems=found.counts,
            )
        added["article links"] = link_answers_to_articles()
    report(added, found, problems)
