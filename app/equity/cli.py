"""flask equity report: who waited how long."""

from datetime import datetime
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup

from app.cases.queries import hours_now
from app.equity import months, words
from app.equity.asking import Measure
from app.equity.report import AxisReport, report_of
from app.kit.clock import now
from app.kit.commands import needs_tables

equity = AppGroup("equity", help="Whether it makes a difference to the wait who asks.")
commands = (equity,)
_DAY = click.DateTime(["%Y-%m-%d"])


@equity.command()
@click.option("--from", "since", type=_DAY, help="First day; the last whole month if neither day is given.")
@click.option("--to", "until", type=_DAY, help="The day after the last; today if only the first is given.")
@needs_tables
def report(since: datetime | None, until: datetime | None) -> None:
    """Print the equity report of a window. Days are those of the desk's time zone; nothing is changed."""
    first, last = months.bounds(months.last_month())
    zone = ZoneInfo(hours_now().zone)
    if since is not None:
        first, last = since.replace(tzinfo=zone), now()
    if until is not None:
        last = until.replace(tzinfo=zone)
    if first >= last:
        raise click.UsageError("--from must be before --to.")
    found = report_of(first, last, now())
    click.echo(
        f"asked from {first:%Y-%m-%d} until before {last:%Y-%m-%d %H:%M}, as known at {found.at:%Y-%m-%d %H:%M} UTC"
    )
    for one in found.measures:
        number = "fewer than 10, not shown" if one.n is None else str(one.n)
        click.echo(f"\n{words.MEASURES[one.measure]}: {number} asked")
        for axis in one.axes:
            _print(one.measure, axis)


def _print(measure: Measure, axis: AxisReport) -> None:
    judged = axis.judged
    click.echo(f"  {words.AXES[axis.axis]}: {words.VERDICTS[judged.verdict]}. {words.HOW_SURE[judged.because]}")
    for cell in axis.cells:
        if cell.median is None:
            click.echo(f"    {words.group_said(cell.name)}: few asked, not shown")
        else:
            said = words.median_said(measure, cell.median)
            click.echo(f"    {words.group_said(cell.name)}: n {cell.n}, no word yet {cell.still}, median {said}")
    if judged.comparison is not None:
        ratio = words.interval_said(judged.ratio) if judged.ratio else "not known yet"
        click.echo(f"    delta {words.interval_said(judged.comparison)}, ratio of medians {ratio}")
        click.echo(f"    p after Holm: group {words.p_said(judged.p_top)}, order {words.p_said(judged.p_trend)}")
