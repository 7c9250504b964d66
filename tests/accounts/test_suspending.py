"""Suspending: members by one, staff by two, nobody by themself; lifted by one."""

from datetime import timedelta

import pytest

from app.accounts.actions.granting import give
from app.accounts.actions.seconding import second
from app.accounts.actions.suspending import lift_suspension, suspend
from app.accounts.queries import open_proposals
from app.accounts.roles import Role
from app.kit.clock import at, now
from app.kit.errors import IllegalMove, Invalid, Refused, Unseen
from tests.accounts.steps import kinds
from tests.world import World

WEEK = timedelta(days=7)


@pytest.mark.parametrize("name", ["mia", "ada"])
def test_a_member_is_suspended_and_writes_again_later(world: World, name: str) -> None:
    with world.acting(name) as actor:
        assert suspend(actor, world.person("ann"), until=now() + WEEK)
        assert world.person("ann").is_suspended
    with world.looking(), at(now() + WEEK + timedelta(minutes=1)):
        assert not world.person("ann").is_suspended
    with world.acting(name) as actor:
        lift_suspension(actor, world.person("ann"))
        with pytest.raises(IllegalMove):
            lift_suspension(actor, world.person("ann"))
    assert kinds(world.app) == ["account:suspended", "account:suspension_lifted"]


@pytest.mark.parametrize("name", ["ann", "eve", "gus", "lea"])
def test_not_by_others(world: World, name: str) -> None:
    with world.acting(name) as actor, pytest.raises(Unseen):
        suspend(actor, world.person("ben"), until=now() + WEEK)


def test_staff_take_two_administrators(world: World) -> None:
    with world.acting("ada") as ada:
        give(ada, world.person("ben"), Role.ADMINISTRATOR)
    with world.acting("mia") as mia, pytest.raises(Refused, match="two administrators"):
        suspend(mia, world.person("gus"), until=now() + WEEK)
    with world.acting("ada") as ada:
        assert not suspend(ada, world.person("gus"), until=now() + WEEK)
    with world.acting("ada") as ada, pytest.raises(IllegalMove):
        suspend(ada, world.person("gus"), until=now() + WEEK)
    with world.looking():
        assert not world.person("gus").is_suspended
    with world.acting("ben") as ben:
        assert suspend(ben, world.person("gus"), until=now() + 2 * WEEK)
        gus = world.person("gus")
        assert gus.suspended_until < now() + WEEK + timedelta(minutes=1), "both agree to the shorter time"
        assert open_proposals() == []


def test_the_second_may_also_agree_from_the_list(world: World) -> None:
    with world.acting("ada") as ada:
        give(ada, world.person("ben"), Role.ADMINISTRATOR)
        suspend(ada, world.person("mia"), until=now() + WEEK)
    with world.acting("ben") as ben:
        second(ben, open_proposals()[0])
        assert world.person("mia").is_suspended
    with world.acting("mia") as mia, pytest.raises(Refused):
        suspend(mia, world.person("ann"), until=now() + WEEK)


def test_never_oneself_never_backwards_never_the_gone(world: World) -> None:
    with world.acting("ada") as ada:
        with pytest.raises(Refused, match="themself"):
            suspend(ada, ada, until=now() + WEEK)
        with pytest.raises(Invalid):
            suspend(ada, world.person("ann"), until=now() - WEEK)
        world.person("ben").closed_at = now()
        with pytest.raises(Refused, match="closed"):
            suspend(ada, world.person("ben"), until=now() + WEEK)
    assert kinds(world.app) == []
