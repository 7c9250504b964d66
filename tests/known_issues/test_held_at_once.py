"""Two who decide on a held post at the same moment: one of them comes second, and nothing is published twice."""

from collections.abc import Callable

import pytest

from app.accounts.models import User
from app.extensions import db
from app.kit.errors import IllegalMove, Refused
from app.known_issues.actions.holding import release, send_back, take_back
from app.known_issues.held_models import HeldPost
from app.known_issues.held_queries import visible_held
from app.known_issues.jobs import let_out
from app.known_issues.states import HeldState
from app.questions.models import Answer
from tests.cases.meanwhile import overtaken
from tests.known_issues.test_incidents import held_of, hold_one
from tests.world import World

Decision = Callable[[User, HeldPost], object]


def returned(actor: User, held: HeldPost) -> None:
    send_back(actor, held, reason="It names a neighbour.")


def stands(world: World) -> tuple[HeldState, int]:
    with world.looking():
        return held_of(world).state, db.session.query(Answer).count()


@pytest.mark.parametrize(
    ("name", "second", "first"),
    [("sam", release, release), ("sam", returned, release), ("ben", take_back, release), ("sam", release, returned)],
)
def test_the_second_is_told_and_changes_nothing(world: World, name: str, second: Decision, first: Decision) -> None:
    reference = hold_one(world)

    def decides() -> bool:
        try:
            with world.acting(name) as actor:
                second(actor, visible_held(actor, reference))
        except (IllegalMove, Refused):
            return True
        return False

    told = overtaken(world, "gus", lambda gus: first(gus, visible_held(gus, reference)), decides)
    assert told
    assert stands(world) == ((HeldState.RELEASED, 1) if first is release else (HeldState.RETURNED, 0))


def test_the_clock_comes_second_too(world: World) -> None:
    reference = hold_one(world)
    with world.looking():
        held_id = held_of(world).id

    def in_time() -> None:
        with world.acting("ada"):
            let_out(held_id)

    overtaken(world, "gus", lambda gus: release(gus, visible_held(gus, reference)), in_time)
    assert stands(world) == (HeldState.RELEASED, 1)
