"""The card an agent sees: a name and the facts of the case, and no room for anything that would make somebody more."""

import re

from app.cases.card import Card
from app.cases.desk.hands import Hands, Need
from app.cases.impact import Facts
from app.cases.queue import QueueEntry
from tests.cases.test_severity import asked
from tests.cases.test_taking import taken_by
from tests.visiting import Visitor
from tests.world import World

VANITY = re.compile(
    r"rank|badge|reput|reach|spend|spent|follower|score|points|level|tier|vip|influen|karma|loyal|value|vote|views|since_member"
)


def test_the_card_has_room_for_a_name_and_facts_alone() -> None:
    assert set(Card.__dataclass_fields__) == {
        "name", "address", "language", "product", "version", "severity", "impact", "skill", "entered_at", "deadline",
    }  # fmt: skip


def test_nothing_that_decides_on_service_has_a_field_for_standing() -> None:
    for kind in (Card, QueueEntry, Facts, Hands, Need):
        assert [name for name in kind.__dataclass_fields__ if VANITY.search(name)] == []


def test_the_page_shows_the_card_and_no_vanity(world: World) -> None:
    asked(world, body="We cannot work since this morning.")
    gus = Visitor(world.app).signed_in_as(world.email("gus"))
    assert taken_by(world, "gus")
    where = re.search(r'href="(/cases/[0-9a-f]+)"', gus.text("/workspace"))
    assert where
    page = gus.text(where[1])
    aside = page[page.index("About this case") :]
    assert "Ann" in aside
    assert "S2 · Service or money blocked" in aside
    assert not re.search(r"badge|reputation|follower|spend|karma", page, re.IGNORECASE)
