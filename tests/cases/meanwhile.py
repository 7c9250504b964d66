"""Two real connections: what somebody begins while another's transaction is still open, and has to wait for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import text

from app.accounts.models import User
from app.extensions import db
from tests.world import World

Outcome = TypeVar("Outcome")


def overtaken(
    world: World,
    name: str,
    first: Callable[[User], object],
    second: Callable[[], Outcome],
    *,
    then: Callable[[User], object] = lambda _actor: None,
) -> Outcome:
    """`first(actor)` has written and not committed; `second()` begins in a thread of its own and waits for it; then the
    first goes on with `then(actor)` and commits. What came of the second."""
    with ThreadPoolExecutor(1) as thread:
        with world.acting(name) as actor:
            first(actor)
            db.session.flush()
            waiting = thread.submit(second)
            while not waiting.done() and not somebody_waits_for_a_lock():
                pass
            assert not waiting.done(), "it did not wait"
            then(actor)
        return waiting.result()


def somebody_waits_for_a_lock() -> bool:
    """SQLite lets no second writer begin at all."""
    if db.engine.dialect.name == "sqlite":
        return True
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with db.engine.connect() as other:
        return bool(other.execute(text(query)).scalar())
