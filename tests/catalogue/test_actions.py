"""Every change to the catalogue: done with its event, refused with its reason, impossible twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.activity.models import Event, Owed, PageVersion
from app.catalogue.actions import branding, categories, pages, products, tags
from app.catalogue.brand import brand
from app.catalogue.models import Brand, Category, Lot, PageKey, Product, ProductVersion, Tag
from app.catalogue.pages import page_for
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused, Unseen
from tests import make
from tests.world import World

CATEGORY = {"name": "Wi-Fi & router", "slug": "", "about": "", "place": 1, "window_minutes": 60}


def last_event() -> Event:
    return db.session.scalars(select(Event).order_by(Event.id.desc())).first()  # type: ignore[return-value]


def site_version() -> int:
    return db.session.scalar(select(PageVersion.number).where(PageVersion.key == "site")) or 0


def test_a_category_is_made_with_a_short_name_from_its_name(world: World) -> None:
    with world.acting("lea") as lea:
        made = categories.add_category(lea, **CATEGORY)
        assert (made.slug, made.window_minutes) == ("wi-fi-router", 60)
        assert (last_event().kind, last_event().data) == ("catalogue:category_changed", {"what": "added"})
    with world.looking():
        assert site_version() == 1


def test_a_category_is_closed_once_and_opened_again(world: World) -> None:
    with world.acting("mia") as mia:
        made = categories.add_category(mia, **CATEGORY)
        categories.close_category(mia, made)
        with pytest.raises(IllegalMove):
            categories.close_category(mia, made)
        categories.reopen_category(mia, made)
        assert made.closed_at is None
        with pytest.raises(IllegalMove):
            categories.reopen_category(mia, made)


def test_the_last_open_category_stays(world: World) -> None:
    with world.acting("ada") as ada, pytest.raises(IllegalMove, match="last open"):
        categories.close_category(ada, make.category())


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"slug": "Two Words"}, "slug"),
        ({"slug": "-x"}, "slug"),
        ({"slug": "x" * 61}, "slug"),
        ({"name": "日本"}, "slug"),
        ({"slug": "broadband"}, "slug"),
        ({"place": -1}, "place"),
        ({"place": 10_000}, "place"),
        ({"window_minutes": 29}, "window"),
        ({"window_minutes": 1441}, "window"),
        ({"about": "x" * 201}, "about"),
    ],
)
def test_a_category_that_cannot_be(world: World, given: dict[str, Any], field: str) -> None:
    with world.acting("ada") as ada:
        with pytest.raises(Invalid) as refused:
            categories.add_category(ada, **{**CATEGORY, **given})
        assert refused.value.field == field
        assert len(db.session.scalars(select(Category)).all()) == 1


def test_a_release_is_an_event_that_others_react_to(world: World) -> None:
    with world.acting("lea") as lea:
        version = products.release_version(lea, make.product(), name="firmware 4.3")
        event = last_event()
        assert event.kind == "catalogue:version_released"
        assert (event.subject_kind, event.subject_id) == ("product_versions", version.id)
        assert event.data == {"product_id": version.product_id, "version_id": version.id}
        assert version.place == 3
        owed = set(db.session.scalars(select(Owed.name).where(Owed.event_id == event.id)))
        assert "knowledge.reactions.doubt_articles_of_older_versions" in owed
        with pytest.raises(Invalid, match="already"):
            products.release_version(lea, make.product(), name="Firmware 4.3")


def test_lots_are_added_once_each(world: World) -> None:
    with world.acting("lea") as lea:
        assert products.add_lots(lea, make.product(), names="L1, L2\nL1") == 2
        assert products.add_lots(lea, make.product(), names="L2 L3") == 1
        with pytest.raises(Invalid):
            products.add_lots(lea, make.product(), names="L1")
        for wrong in ("", " , ", "x" * 61, " ".join(f"l{number}" for number in range(101))):
            with pytest.raises(Invalid):
                products.add_lots(lea, make.product(), names=wrong)
        assert sorted(db.session.scalars(select(Lot.name))) == ["L1", "L2", "L3"]


def test_a_product_is_retired_and_offered_again(world: World) -> None:
    with world.acting("mia") as mia:
        made = products.add_product(mia, name="Hub 3", place=2)
        assert made.slug == "hub-3"
        with pytest.raises(IllegalMove):
            products.bring_back_product(mia, made)
        products.retire_product(mia, made)
        with pytest.raises(IllegalMove):
            products.retire_product(mia, made)
        products.bring_back_product(mia, made)
        products.change_product(mia, made, name="Hub 3", slug="hub", about="The hub", place=1)
        with pytest.raises(Invalid):
            products.change_product(mia, made, name="Hub 3", slug="router-x200", about="", place=1)
        assert made.slug == "hub"


def test_a_tag_keeps_its_name(world: World) -> None:
    with world.acting("lea") as lea:
        made = tags.add_tag(lea, slug="eSIM")
        assert made.slug == "esim"
        tags.change_tag(lea, made, about="SIM cards without a card")
        assert last_event().data == {"what": "changed"}
        with pytest.raises(Invalid):
            tags.add_tag(lea, slug="esim")


def test_the_brand_changes_everywhere_at_once(world: World) -> None:
    with world.acting("ada") as ada:
        assert brand().name == "Acme"
        branding.change_brand(ada, name="Nova", line="We help.", colour="#FF8800")
        assert (brand().name, brand().colour) == ("Nova", "#ff8800")
        assert last_event().kind == "catalogue:brand_changed"
    with world.looking():
        assert site_version() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": "A<b>"}, "name"),
        ({"name": "A\r\nBcc: x@example.org"}, "name"),
        ({"line": "x" * 161}, "line"),
        ({"colour": "red"}, "colour"),
        ({"colour": "#12345"}, "colour"),
        ({"colour": "#1234567"}, "colour"),
        ({"colour": "#١٢٣٤٥٦"}, "colour"),
    ],
)
def test_a_brand_that_cannot_be(world: World, given: dict[str, str], field: str) -> None:
    with world.acting("ada") as ada:
        with pytest.raises(Invalid) as refused:
            branding.change_brand(ada, **{"name": "Nova", "line": "", "colour": "#112233", **given})
        assert refused.value.field == field
        assert brand().name == "Acme"


def test_a_logo_has_type_and_digest_or_nothing(world: World) -> None:
    with world.acting("ada") as ada:
        branding.set_logo(ada, image=b"one", image_type="image/png")
        first = brand().logo_digest
        branding.set_logo(ada, image=b"two", image_type="image/png")
        assert first
        assert brand().logo_digest not in (None, first)
        with pytest.raises(Invalid):
            branding.set_logo(ada, image=b"<svg/>", image_type="image/svg+xml")
        branding.remove_logo(ada)
        assert brand().logo_digest is None
        with pytest.raises(IllegalMove):
            branding.remove_logo(ada)


def test_a_community_opens_once(world: World) -> None:
    with world.acting("ada") as ada:
        branding.open_community(ada)
        assert db.session.get_one(Brand, 1).opened_at is not None
        assert last_event().kind == "catalogue:opened"
        with pytest.raises(IllegalMove):
            branding.open_community(ada)


def test_own_terms_replace_what_came_with_the_software(world: World) -> None:
    with world.acting("ada") as ada:
        assert not page_for(PageKey.TERMS, "it").own
        pages.write_page(ada, key=PageKey.TERMS, language="en", source="Be *good*. <script>x</script>")
        shown = page_for(PageKey.TERMS, "it")
        assert (shown.own, shown.language) == (True, "en")
        assert "<em>good</em>" in shown.html
        assert "<script" not in shown.html
        assert last_event().data == {"key": "terms", "language": "en"}
        assert not page_for(PageKey.PRIVACY, "en").own
        pages.write_page(ada, key=PageKey.TERMS, language="en", source="")
        assert not page_for(PageKey.TERMS, "en").own


def test_a_text_that_did_not_change_is_no_event(world: World) -> None:
    with world.acting("ada") as ada:
        pages.write_page(ada, key=PageKey.TERMS, language="en", source="")
        assert last_event() is None
        for wrong in ({"language": "xx", "source": "x"}, {"language": "en", "source": "x" * 30_001}):
            with pytest.raises(Invalid):
                pages.write_page(ada, key=PageKey.TERMS, **wrong)


@pytest.mark.parametrize(("key", "language"), [(key, language) for key in PageKey for language in ("en", "it")])
def test_the_texts_that_come_with_the_software_name_the_brand(world: World, key: PageKey, language: str) -> None:
    with world.looking():
        shown = page_for(key, language)
        assert "Acme" in shown.html
        assert "{" not in shown.html


CATALOGUE: dict[str, Callable[..., Any]] = {
    "add a category": lambda who: categories.add_category(who, **CATEGORY),
    "change a category": lambda who: categories.change_category(who, make.category(), **{**CATEGORY, "slug": "x"}),
    "close a category": lambda who: categories.close_category(who, make.category()),
    "add a product": lambda who: products.add_product(who, name="Hub"),
    "retire a product": lambda who: products.retire_product(who, make.product()),
    "release a version": lambda who: products.release_version(who, make.product(), name="5"),
    "add lots": lambda who: products.add_lots(who, make.product(), names="L9"),
    "add a tag": lambda who: tags.add_tag(who, slug="esim"),
    "change a tag": lambda who: tags.change_tag(who, make.tag(), about="x"),
}
BRAND: dict[str, Callable[..., Any]] = {
    "change the brand": lambda who: branding.change_brand(who, name="N", line="", colour="#112233"),
    "set a logo": lambda who: branding.set_logo(who, image=b"x", image_type="image/png"),
    "remove the logo": branding.remove_logo,
    "open": branding.open_community,
    "write terms": lambda who: pages.write_page(who, key=PageKey.TERMS, language="en", source="x"),
}
ROWS = (Category, Product, ProductVersion, Lot, Tag)


def _rows() -> list[int]:
    return [len(db.session.scalars(select(model)).all()) for model in ROWS]


@pytest.mark.parametrize("name", ["ann", "eve", "gus", "sam", "lea", "mia"])
def test_who_may_not(world: World, name: str) -> None:
    refused = BRAND if name in ("lea", "mia") else {**CATALOGUE, **BRAND}
    with world.acting(name) as actor:
        before = _rows()
        for deed in refused.values():
            with pytest.raises(Unseen):
                deed(actor)
        assert _rows() == before
        assert last_event() is None


def test_not_while_suspended(world: World) -> None:
    with world.acting("lea") as lea:
        lea.suspended_until = now() + timedelta(days=1)
        with pytest.raises(Refused):
            tags.add_tag(lea, slug="esim")
