"""flask escalation: what policies would have done with the past."""

from datetime import timedelta

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from app.catalogue.models import Category
from app.escalation import replay as replaying
from app.escalation.estimates import Lived
from app.escalation.history import lived
from app.escalation.replay import Figure, Played
from app.escalation.window import DEFAULT, Prices
from app.extensions import db
from app.kit.commands import needs_tables

FIXED = (4, 8, 24, 72)
POLICIES = ("default", "learned", *(f"{hours} h" for hours in FIXED))
HEAD = ("policy", "peers solved %", "staff answered %", "median h", "p90 h", "cost h", "cost against default h")

escalation = AppGroup("escalation", help="From the community to staff.")
commands = (escalation,)


@escalation.command()
@click.option("--category", help="Only questions of this category, by its short name.")
@click.option("--policy", "chosen", multiple=True, type=click.Choice(POLICIES), help="Only these; all if not given.")
@click.option("--answer-costs", default=100.0, show_default=True, help="A staff answer, in hours of waiting (c/w).")
@click.option("--queue-costs", default=0.0, show_default=True, help="The staff queue's shadow price, likewise (s/w).")
@click.option("--staff-hours", default=8.0, show_default=True, help="From the hand-over to staff's answer.")
@click.option("--resamples", default=1000, show_default=True, help="For the intervals of times and costs.")
@with_appcontext
@needs_tables
def replay(
    category: str | None,
    chosen: tuple[str, ...],
    answer_costs: float,
    queue_costs: float,
    staff_hours: float,
    resamples: int,
) -> None:
    """Play windows over what was imported, and print what peers and staff would have solved, when, and at what cost."""
    if answer_costs <= 0 or min(queue_costs, staff_hours) < 0 or resamples < 40:
        raise click.UsageError(
            "Costs and hours are not negative, a staff answer costs something; 40 resamples or more."
        )
    prices = Prices(answer=answer_costs, queue=queue_costs)
    past = lived(category_id=_category(category), archived_only=True, long_enough=max(FIXED) + staff_hours)
    if len(past) < replaying.FOLDS:
        raise click.ClickException("Nothing was imported that can be replayed.")
    names = ["default", *(name for name in POLICIES if name != "default" and (not chosen or name in chosen))]
    played = {name: replaying.play(past, _windows(name, past, prices), staff_hours) for name in names}
    figures = replaying.compare(played, prices=prices, resamples=resamples)
    peers = sum(one.wait.accepted for one in past)
    click.echo(f"{len(past)} questions, {peers} with an accepted answer by another member.")
    _table([HEAD, *(_row(name, figures[name]) for name in names if not chosen or name in chosen)])
    click.echo(f"A staff answer costs {answer_costs:g} h of waiting and comes {staff_hours:g} h after the hand-over.")


def _category(slug: str | None) -> int | None:
    if slug is None:
        return None
    found = db.session.scalar(select(Category.id).where(Category.slug == slug))
    if found is None:
        raise click.ClickException(f"There is no category {slug}.")
    return found


def _windows(policy: str, past: list[Lived], prices: Prices) -> list[timedelta]:
    if policy == "learned":
        return replaying.learned_windows(past, prices)
    window = DEFAULT if policy == "default" else timedelta(hours=int(policy.split()[0]))
    return [window] * len(past)


def _row(name: str, played: Played) -> tuple[str, ...]:
    return (
        name,
        _said(played.by_peers, 100),
        _said(played.by_staff, 100),
        _said(played.median),
        _said(played.p90),
        _said(played.cost),
        _said(played.against_default),
    )


def _said(figure: Figure, times: float = 1) -> str:
    low, high = figure.interval
    return f"{figure.value * times:.1f} ({low * times:.1f} to {high * times:.1f})"


def _table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
