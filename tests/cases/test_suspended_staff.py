"""Staff who are suspended read no private words of customers: two administrators decided that they are not to be trusted with them."""

from datetime import timedelta

import pytest

from app.cases.actions.looking import look_into
from app.cases.permissions import can_see_private_details
from app.kit.clock import now
from tests.cases.private import BODY, called, opened_and_taken, signed_in
from tests.world import World


def suspended(world: World, name: str) -> None:
    with world.acting(name) as person:
        person.suspended_until = now() + timedelta(days=7)


@pytest.mark.parametrize("name", ["gus", "lea"])
def test_they_see_no_case_but_their_own(world: World, name: str) -> None:
    reference = opened_and_taken(world)
    visitor = signed_in(world, name)
    assert BODY in visitor.text(f"/cases/{reference}")
    suspended(world, name)
    for path in ("", "/export", "/export.json", "?to=note", "/news"):
        answer = visitor.get(f"/cases/{reference}{path}")
        assert answer.status_code in (404, 405), path
        assert BODY not in answer.get_data(as_text=True)
    for path in ("/workspace", "/workspace/team"):
        assert reference not in visitor.get(path).get_data(as_text=True), path
    with world.looking():
        assert not can_see_private_details(world.person(name), world.ids["ann"])
        assert can_see_private_details(world.person(name), world.ids[name])


def test_an_administrator_s_look_ends_with_it(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("ada") as ada:
        look_into(ada, called(reference), reason="The customer asked")
    visitor = signed_in(world, "ada")
    assert BODY in visitor.text(f"/cases/{reference}")
    suspended(world, "ada")
    answer = visitor.get(f"/cases/{reference}")
    assert BODY not in answer.get_data(as_text=True)
