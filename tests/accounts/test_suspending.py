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
def test_a_member_is_suspended_and_writes_again_later(any_world: World, name: str) -> None:
    with any_world.acting(name) as actor:
        assert suspend(actor, any_world.person("ann"), until=now() + WEEK)
        assert any_world.person("ann").is_suspended
    with any_world.looking(), at(now() + WEEK + timedelta(minutes=1)):
        assert not any_world.person("ann").is_suspended
    with any_world.acting(name) as actor:
        lift_suspension(actor, any_world.person("ann"))
        with pytest.raises(IllegalMove):
            lift_suspension(actor, any_world.person("ann"))
    assert kinds(any_world.app) == ["account:suspended", "account:suspension_lifted"]


@pytest.mark.parametrize("name", ["ann", "eve", "gus", "lea"])
def test_not_by_others(world: World, name: str) -> None:
    with world.acting(name) as actor, pytest.raises(Unseen):
        suspend(actor, world.person("ben"), until=now() + WEEK)


def test_staff_take_two_administrators(any_world: World) -> None:
    with any_world.acting("ada") as ada:
        give(ada, any_world.person("ben"), Role.ADMINISTRATOR)
    with any_world.acting("mia") as mia, pytest.raises(Refused, match="two administrators"):
        suspend(mia, any_world.person("gus"), until=now() + WEEK)
    with any_world.acting("ada") as ada:
        assert not suspend(ada, any_world.person("gus"), until=now() + WEEK)
    with any_world.acting("ada") as ada, pytest.raises(IllegalMove):
        suspend(ada, any_world.person("gus"), until=now() + WEEK)
    with any_world.looking():
        assert not any_world.person("gus").is_suspended
    with any_world.acting("ben") as ben:
        assert suspend(ben, any_world.person("gus"), until=now() + 2 * WEEK)
        gus = any_world.person("gus")
        assert gus.suspended_until < now() + WEEK + timedelta(minutes=1), "both agree to the shorter time"
        assert open_proposals() == []


def test_the_second_may_also_agree_from_the_list(any_world: World) -> None:
    with any_world.acting("ada") as ada:
        give(ada, any_world.person("ben"), Role.ADMINISTRATOR)
        suspend(ada, any_world.person("mia"), until=now() + WEEK)
    with any_world.acting("ben") as ben:
        second(ben, open_proposals()[0])
        assert any_world.person("mia").is_suspended
    with any_world.acting("mia") as mia, pytest.raises(Refused):
        suspend(mia, any_world.person("ann"), until=now() + WEEK)


def test_never_oneself_never_backwards_never_the_gone(any_world: World) -> None:
    with any_world.acting("ada") as ada:
        with pytest.raises(Refused, match="themself"):
            suspend(ada, ada, until=now() + WEEK)
        with pytest.raises(Invalid):
            suspend(ada, any_world.person("ann"), until=now() - WEEK)
        any_world.person("ben").closed_at = now()
        with pytest.raises(Refused, match="closed"):
            suspend(ada, any_world.person("ben"), until=now() + WEEK)
    assert kinds(any_world.app) == []
