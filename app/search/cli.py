"""flask search rebuild, flask search status."""

import click
from flask.cli import AppGroup

from app.search import index, marking
from app.search.backend import IndexBusy, IndexUnavailable, NoRoom

search = AppGroup("search", help="The search index.")
commands = (search,)


@search.command()
def rebuild() -> None:
    """Make the index anew; searches go on meanwhile."""
    with click.progressbar(length=index.public_count(), label="Indexing", show_pos=True) as bar:
        try:
            done = index.rebuild(lambda done: bar.update(done - bar.pos))
        except NoRoom as error:
            raise click.ClickException(
                "There is no room on the disk. The index that was there serves on; make room, then rebuild it."
            ) from error
        except IndexBusy as error:
            raise click.ClickException("Somebody else is rebuilding it already.") from error
    click.echo(f"{done} documents.")


@search.command()
def status() -> None:
    """Say what is indexed and what waits; fails if there is no index."""
    waiting, since = marking.waiting()
    public = index.public_count()
    try:
        click.echo(f"indexed   {index.backend().count()} of {public} public documents")
        if index.backend().analysed_otherwise():
            click.echo(
                "rules     others than now: it serves on, and is made anew within the hour by itself, or by a rebuild"
            )
        apart = index.drift()
        click.echo(
            f"drift     {len(apart.keys)}: {len(apart.missing)} missing, {len(apart.left_over)} left over,"
            f" {len(apart.stale)} stale"
        )
    except IndexUnavailable as error:
        raise click.ClickException(str(error)) from error
    finally:
        click.echo(f"waiting   {waiting}" + (f", since {since:%Y-%m-%d %H:%M:%S} UTC" if since else ""))
