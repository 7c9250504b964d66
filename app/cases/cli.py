"""flask queue simulate: how long whom one would wait."""

import click
from flask.cli import AppGroup

from app.cases.clocks.queries import policy_now
from app.cases.queries import hours_now
from app.cases.simulation.plan import Plan
from app.cases.simulation.play import ORDERS, play
from app.cases.simulation.table import printed
from app.kit.commands import needs_tables

queue = AppGroup("queue", help="The fair queue.")
commands = (queue,)


@queue.command()
@click.option("--agents", type=click.IntRange(1, 500), default=6, show_default=True, help="How many work at the desk.")
@click.option(
    "--load",
    type=click.FloatRange(0.01, 3),
    default=0.9,
    show_default=True,
    help="The work that comes, as a share of what they can do.",
)
@click.option("--days", type=click.IntRange(1, 366), default=28, show_default=True)
@click.option(
    "--on-call", type=click.IntRange(0, 50), default=1, show_default=True, help="Who take S1 while the desk is closed."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, other made-up cases.")
@click.option("--order", type=click.Choice(list(ORDERS)), default="fair", show_default=True, help="For comparison.")
@needs_tables
def simulate(agents: int, load: float, days: int, on_call: int, seed: int, order: str) -> None:
    """Play made-up days with this community's hours and policy, and print the waits by severity.

    Nothing is read of its cases and nothing is changed. Waits are counted by the clock of the target: S1 around the
    clock, the others while the desk is open. Who still waits at the end is counted as open.
    """
    plan = Plan(agents, load, days, seed, hours_now(), policy_now(), on_call=on_call)
    played = play(plan, ORDERS[order])
    click.echo(f"{agents} agents, {load:.0%} load, {days} days, seed {seed}, order {order}")
    for line in printed(plan, played):
        click.echo(line)
