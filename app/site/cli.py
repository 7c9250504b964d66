"""flask serve, flask worker."""

from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec

import click
from flask import current_app
from flask.cli import with_appcontext

from app.catalogue.models import Brand
from app.extensions import db
from app.jobs import worker as job_worker
from app.kit import edge
from app.site.language import LANGUAGES
from app.site.serving import become_server
from app.site.translating import update


def prepare_database() -> None:
    """Brings the database to the newest version and gives a new one the brand's name."""
    import_module("flask_migrate").upgrade(directory=current_app.extensions["migrate"].directory)
    with edge.transaction() as session:
        if session.get(Brand, 1) is None:
            session.add(Brand(id=1, name=current_app.config["BRAND_NAME"]))
    db.session.remove()


@click.command()
@click.option("--demo", is_flag=True, help="Fill an empty database with the demonstration community.")
@click.option("--host", default="127.0.0.1", show_default=True)
@with_appcontext
def serve(demo: bool, host: str) -> None:
    """Prepare the database and run the site with its worker until Ctrl-C."""
    prepare_database()
    if demo and find_spec("app.demo.seed"):
        import_module("app.demo.seed").seed_if_empty(click.echo)
    if find_spec("app.search.upkeep"):
        import_module("app.search.upkeep").build_if_missing()
    click.echo(f"\n  {current_app.config['BASE_URL']}  (Ctrl-C stops)\n")
    db.engine.dispose()
    become_server(host)


@click.command()
@with_appcontext
def worker() -> None:
    """Run what is owed: reactions to events, and what the clock drives."""
    with suppress(KeyboardInterrupt):
        job_worker.serve()


@click.command()
def translations() -> None:
    """Add new texts to each feature's catalogue, and take out what is gone."""
    for language in LANGUAGES:
        if language != "en":
            click.echo(f"{language}: {update(language)} texts want a translation")


commands = (serve, worker, translations)
