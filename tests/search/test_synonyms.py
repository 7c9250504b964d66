"""Words that mean the same: the administrator's page, and what a search makes of them."""

import html
import re

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.extensions import db
from app.kit.errors import IllegalMove, Invalid, Unseen
from app.search import actions, index
from app.search.expanding import also_searched
from app.search.models import SynonymGroup
from app.search.views.facts import facts
from tests import make
from tests.visiting import Visitor
from tests.world import World


def add(world: World, words: str, language: str = "") -> int:
    with world.acting("ada") as ada:
        return actions.add_synonyms(ada, language=language, words=words).id


def words_of(world: World, group_id: int) -> str:
    with world.looking():
        return db.session.get_one(SynonymGroup, group_id).words


def test_groups_are_cleaned_and_belong_to_languages(world: World) -> None:
    first = add(world, " router , Modem\n access   point,, MODEM")
    add(world, "pila, batteria", "it")
    assert words_of(world, first) == "router, Modem, access point"
    with world.looking():
        assert facts().groups_in("en") == (("router", "Modem", "access point"),)
        assert set(facts().groups_in("it")) == {("router", "Modem", "access point"), ("pila", "batteria")}
        assert [
            row.data for row in db.session.scalars(select(Event).where(Event.kind == "search:synonyms_changed"))
        ] == [{"what": "added"}] * 2


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("router", "at least two"),
        ("router, ROUTER", "at least two"),
        ("router, --", "no letter"),
        ("router, the", "in nearly every text"),
        ("router, one two three four five", "too long"),
        ("router, " + "x" * 41, "too long"),
        (", ".join(f"word{number}" for number in range(13)), "at most"),
        ("\x00\u202e, ", "at least two"),
        ("modem, gateway", "in another group"),
    ],
)
def test_what_cannot_be_a_group(world: World, words: str, reason: str) -> None:
    with world.acting("ada") as ada:
        actions.add_synonyms(ada, language="", words="modem, accumulator")
        with pytest.raises(Invalid, match=reason):
            actions.add_synonyms(ada, language="en", words=words)


def test_every_change_can_be_taken_back(world: World) -> None:
    group = add(world, "router, modem")

    def doing(what, **given):
        with world.acting("ada") as ada:
            what(ada, db.session.get_one(SynonymGroup, group), **given)

    doing(actions.change_synonyms, language="", words="router, gateway")
    doing(actions.take_back)
    assert words_of(world, group) == "router, modem"
    doing(actions.take_back)
    assert words_of(world, group) == "router, gateway"
    doing(actions.remove_synonyms)
    with world.looking():
        assert facts().groups_in("en") == ()
        assert [one.id for one in actions.removed_lately()] == [group]
    with pytest.raises(IllegalMove):
        doing(actions.change_synonyms, language="", words="router, modem")
    with pytest.raises(IllegalMove):
        doing(actions.remove_synonyms)
    doing(actions.take_back)
    with world.looking():
        assert facts().groups_in("en") == (("router", "gateway"),)
    doing(actions.remove_synonyms)
    add(world, "gateway, portal")
    with pytest.raises(Invalid, match="another group"):
        doing(actions.take_back)


def test_only_an_administrator(world: World) -> None:
    for name in ("ann", "lea", "mia", "sam"):
        with world.acting(name) as person, pytest.raises(Unseen):
            actions.add_synonyms(person, language="", words="router, modem")


def test_a_search_uses_them_at_once_and_says_so(world: World, visitor: Visitor) -> None:
    with world.acting("ann") as ann:
        make.question(ann, title="Gateway blinks", body="It blinks.")
    with world.app.app_context():
        index.rebuild()
    assert "Nothing found." in visitor.text("/search?q=doorway")
    group = add(world, "doorway, gateway, green door")
    page = visitor.text("/search?q=doorway")
    assert "Also searched: gateway, green door" in page
    assert "<mark>Gateway</mark>" in page
    with world.acting("ada") as ada:
        actions.remove_synonyms(ada, db.session.get_one(SynonymGroup, group))
    assert "Nothing found." in visitor.text("/search?q=doorway")


def test_the_page(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ada@example.org")
    sent = visitor.post("/admin/synonyms", {"words": "router, <b>modem</b>", "language": ""}, form_at="/admin/synonyms")
    assert sent.status_code == 302
    page = visitor.text("/admin/synonyms")
    assert "&lt;b&gt;modem" in page
    link = re.search(r'href="(/admin/synonyms/\d+)"', page)
    assert link is not None
    place = link[1]
    for data in ({"words": "", "language": ""}, {"words": "x" * 700, "language": ""}, {"words": "a, b", "language": "xx"},
                 {"words": ["one, two", "three, four"], "language": ""}, {}):  # fmt: skip
        answer = visitor.post(place, data, form_at=place)
        assert answer.status_code == 422
        assert words_of(world, int(place.rsplit("/", 1)[1])) == "router, <b>modem</b>"
    assert visitor.post(place, {"words": "router, modem", "language": "it"}, form_at=place).status_code == 302
    assert visitor.post(f"{place}/undo").status_code == 302
    assert words_of(world, int(place.rsplit("/", 1)[1])) == "router, <b>modem</b>"
    assert visitor.post(f"{place}/removal").status_code == 302
    page = html.unescape(visitor.text("/admin/synonyms"))
    assert "Removed in the last thirty days" in page
    assert visitor.post(f"{place}/undo").status_code == 302
    assert visitor.post("/admin/synonyms/999/removal").status_code == 404
    assert "Parole con lo stesso significato" in visitor.get(
        "/admin/synonyms", headers={"Accept-Language": "it"}
    ).get_data(as_text=True)


def test_what_is_searched_besides() -> None:
    groups = (("router", "modem", "access point"), ("point", "dot"), ("stampante", "printer"))
    assert also_searched("my routers", groups) == ["modem", "access point"]
    assert also_searched("access point", groups) == ["router", "modem"]
    assert also_searched("point of access", groups) == ["dot"]
    assert also_searched("stampanti", groups) == ["printer"]
    assert also_searched("lamp ((( ", groups) == []
    assert also_searched("modem router", groups) == ["access point"]
