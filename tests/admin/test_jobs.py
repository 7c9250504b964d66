"""Jobs that were set aside: who may decide on them, and only once they are."""

import pytest

from app.activity.models import Owed
from app.admin.actions.jobs import Why, drop, try_again
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Unseen
from tests.world import World


@pytest.mark.parametrize("decide", [try_again, drop])
def test_only_administrators_and_only_what_is_set_aside(world: World, decide) -> None:
    with world.acting("ada") as ada:
        failed = Owed(name="a.job", set_aside_at=now(), error="x", tries=5)
        waiting = Owed(name="a.job", tries=2)
        db.session.add_all([failed, waiting])
        db.session.flush()
        for name in ("ann", "gus", "lea", "mia"):
            with pytest.raises(Unseen):
                decide(world.person(name), failed, why=Why.OTHER)
        with pytest.raises(IllegalMove):
            decide(ada, waiting, why=Why.OTHER)
        assert (failed.tries, waiting.tries) == (5, 2)
        decide(ada, failed, why=Why.OTHER)
