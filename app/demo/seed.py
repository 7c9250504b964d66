"""Fills an empty community with the demo, once."""

import logging
from collections.abc import Callable

import click
from sqlalchemy import select

from app.activity.versions import LISTS, SITE, touch
from app.demo.desk import set_desk
from app.demo.playing import Player, run_owed
from app.demo.script import DemoScript, load
from app.demo.shelf import fill_shelf
from app.demo.stage import set_stage
from app.extensions import db
from app.kit import clock, edge
from app.kit.clock import now
from app.posts.models import Post

log = logging.getLogger(__name__)


def is_empty() -> bool:
    found = db.session.scalar(select(Post.id).limit(1))
    db.session.rollback()
    return found is None


def seed(told: Callable[[int], object] = lambda _count: None, script: DemoScript | None = None) -> Player:
    """Sets the stage and plays the script up to now; the player tells what the product refused."""
    script = script or load()
    at = now()
    with clock.at(at - max(-thread.asked for thread in script.threads)), edge.transaction() as session:
        people = set_stage(session, script, at)
    player = Player(script, people, at)
    player.play(told)
    fill_shelf(player)
    set_desk(player)
    run_owed()
    with edge.transaction() as session:
        touch(session, SITE, LISTS)
    return player


def seed_if_empty(say: Callable[[str], object]) -> None:
    """Used by `flask serve --demo`: what is there already stays as it is."""
    if not is_empty():
        return
    script = load()
    before = log.getEffectiveLevel()
    logging.getLogger("app").setLevel(logging.ERROR)
    with click.progressbar(length=len(script.timeline()), label="Demo community") as bar:
        player = seed(bar.update, script)
    logging.getLogger("app").setLevel(before)
    for slip in player.slips:
        log.warning("demo: %s", slip)
    say(_logins(script))


def _logins(script: DemoScript) -> str:
    lines = [f"  {person.role:14} {person.email:24} {person.about.splitlines()[0][:60]}" for person in script.people]
    return "\n".join(["", f"  Everybody's password: {script.brand.password}", *lines])
