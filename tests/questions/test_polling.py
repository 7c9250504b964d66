"""An open page that asks whether there is something new is sent something when there is, and nothing otherwise."""

import pytest

from app.questions.queries import question_by_id
from tests import make
from tests.visiting import Visitor
from tests.world import World


@pytest.mark.parametrize("name", ["eve", ""])
def test_what_is_known_is_not_sent_again(world: World, visitor: Visitor, name: str) -> None:
    """To a guest by the version of the thread, to whoever is signed in by what is said."""
    if name:
        visitor.signed_in_as(world.email(name))
    with world.acting("ann") as ann:
        number = make.question(ann).id
    address = f"/questions/{number}/fresh?after={number}"
    first = visitor.get(address)
    known = {"If-None-Match": first.headers["ETag"]}
    assert first.get_json()["count"] == 0
    again = visitor.get(address, headers=known)
    assert (again.status_code, again.get_data()) == (304, b"")
    assert "Set-Cookie" not in again.headers
    with world.acting("ben") as ben:
        make.answer(ben, question_by_id(number))
    said = visitor.get(address, headers=known)
    assert (said.status_code, said.get_json()["count"]) == (200, 1)
    assert "private" in said.headers["Cache-Control"]
