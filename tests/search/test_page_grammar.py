"""The grammar on the page: typed filters and chosen ones are one search, and what cannot be meant is said."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.activity.models import Owed
from app.catalogue.actions.products import add_product, change_product
from app.catalogue.models import Product
from app.extensions import db
from app.jobs.worker import run_all
from app.kit.clock import now
from app.posts.kinds import Standing
from app.questions.queries import question_by_id
from app.search import index
from tests import make
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def threads(world: World) -> dict[str, int]:
    with world.acting("ada") as ada:
        camera = add_product(ada, name="Camera S1").id
    ids = {}
    for key, who, title, product in (
        ("router", "ann", "Router drops the line at night", make.product),
        ("camera", "ben", "Camera drops picture, the line is fine", lambda: db.session.get_one(Product, camera)),
    ):
        with world.acting(who) as person:
            ids[key] = make.question(person, title=title, body="What now?", product=product()).id
    with world.acting("eve") as eve:
        make.answer(eve, question_by_id(ids["router"]), "Marmalade helps.")
    with world.app.app_context():
        index.rebuild()
    return ids


def said(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page)))


NARROWED = {
    "/search?q=drops+line": {"router", "camera"},
    "/search?q=%22drops+the+line%22": {"router"},
    "/search?q=line+product:camera": {"camera"},
    "/search?q=line+prodotto:%22Camera+S1%22": {"camera"},
    "/search?q=line+product:router&product=camera-s1": {"router"},
    "/search?q=product:camera-s1": {"camera"},
    "/search?q=line+solved:no+label:unreviewed": {"router", "camera"},
    "/search?q=line+risolto:s%C3%AC": set(),
    "/search?q=line+by:eve": {"router"},
    "/search?q=line+di:BEN": {"camera"},
}


def test_what_is_typed_narrows(threads: dict[str, int], world: World, visitor: Visitor) -> None:
    with world.acting("ada"):
        for name in ("ben", "eve"):
            db.session.get_one(User, world.ids[name]).display_name = name.title()
    for address, keys in NARROWED.items():
        page = visitor.text(address)
        assert ("Nothing found." in page) == (not keys), address
        assert {key for key in threads if f"/questions/{threads[key]}/" in page} == keys, address
        assert 'class="notice warning' not in page, address


SAID = {
    "line product:x300": "There is no product “x300”. Products: Router X200, Camera S1.",
    "line label:best": "“label:” takes official, verified, panel,",
    "line solved:maybe": "“solved:” takes yes or no.",
    "line by:Nobodyatall": "Nobody here is called “Nobodyatall”.",
    "line by:Jo": "Names that begin so: “Jolanda Neri”.",
    '"drops the line': "A quotation mark has no partner, so it was left out.",
    "line product:": "“product:” needs a value right after the colon, so it was left out.",
}


def test_what_cannot_be_meant_is_said_and_the_rest_is_found(
    threads: dict[str, int], world: World, visitor: Visitor
) -> None:
    with world.acting("ada"):
        db.session.get_one(User, world.ids["ben"]).display_name = "Jolanda Neri"
    for typed, sentence in SAID.items():
        page = visitor.client.get("/search", query_string={"q": typed}).get_data(as_text=True)
        assert sentence in said(page), typed
        assert "Router drops" in said(page), typed


UNSEEN = "\u202e\u200f \u200b"
SIGNS = ('product: : " " "', '"""""', ":::: ((((", 'by:"', "label:", UNSEEN, "\x00\x01", '" " " " ')


def test_operators_alone_look_for_nothing_and_say_so(visitor: Visitor) -> None:
    for typed in SIGNS:
        answer = visitor.client.get("/search", query_string={"q": typed})
        assert answer.status_code == 200
        page = said(answer.get_data(as_text=True))
        assert "Nothing found." not in page
        assert ("Nothing was looked for yet." in page) == (typed != UNSEEN), repr(typed)


def test_choosing_another_value_takes_the_typed_one_out(threads: dict[str, int], visitor: Visitor) -> None:
    page = visitor.text("/search?q=line+product:router+by:%22nobody%22")
    links = [html.unescape(link) for link in re.findall(r'href="(/search\?[^"]*)"', page)]
    other = next(link for link in links if "product=camera-s1" in link)
    assert parse_qs(urlsplit(other).query)["q"] == ['line by:"nobody"']
    removal = re.search(r'class="tag" href="([^"]*)"', page)
    assert removal is not None
    assert "product" not in removal[1]


def test_hidden_posts_and_people_who_left_do_not_count(threads: dict[str, int], world: World, visitor: Visitor) -> None:
    with world.acting("ada"):
        eve = db.session.get_one(User, world.ids["eve"])
        eve.display_name = "Eve"
    with world.acting("mia"):
        answer = question_by_id(threads["router"])
        answer.standing = Standing.HIDDEN
    with world.app.app_context():
        index.rebuild()
    assert "Nothing found." in visitor.text("/search?q=marmalade+by:eve")
    with world.acting("ada"):
        db.session.get_one(User, world.ids["eve"]).closed_at = now()
    assert "Nobody here is called “eve”." in said(visitor.text("/search?q=line+by:eve"))


def test_did_you_mean(threads: dict[str, int], visitor: Visitor) -> None:
    page = visitor.text("/search?q=ruoter+product:router+%22the+line%22")
    link = re.search(r'class="meant">Did you mean <a href="([^"]*)"', page)
    assert link is not None
    better = html.unescape(link[1])
    assert parse_qs(urlsplit(better).query)["q"] == ['router product:router "the line"']
    assert f"/questions/{threads['router']}/" in visitor.text(better)
    for address in ("/search?q=router", "/search?q=X200", "/search?q=zzzzzzzz"):
        assert "Did you mean" not in visitor.text(address)


def test_a_facet_is_offered_when_it_leaves_a_choice(threads: dict[str, int], world: World, visitor: Visitor) -> None:
    assert "product=router-x200" not in visitor.text("/search?q=marmalade")
    with world.acting("ann") as ann:
        make.question(ann, title="Marmalade on bread", product=None)
    with world.app.app_context():
        index.rebuild()
    assert "product=router-x200" in visitor.text("/search?q=marmalade")


def test_help_in_both_languages(visitor: Visitor) -> None:
    assert "product:router-x200" in visitor.text("/search") or "product:x200" in visitor.text("/search")
    page = visitor.get("/search", headers={"Accept-Language": "it"}).get_data(as_text=True)
    assert "Come si cerca" in page
    assert "risolto:sì" in page


def test_a_product_with_a_new_short_name_is_found_by_it(
    threads: dict[str, int], world: World, visitor: Visitor
) -> None:
    with world.acting("ada") as ada:
        camera = db.session.scalars(select(Product).where(Product.slug == "camera-s1")).one()
        change_product(ada, camera, name="Camera S1", slug="camera-s1", about="New words", place=3)
        assert db.session.scalars(select(Owed.name).where(Owed.name == "search.jobs.rebuild")).all() == []
        change_product(ada, camera, name="Camera S1", slug="cam-one", about="", place=3)
    with world.app.app_context():
        run_all()
    assert f"/questions/{threads['camera']}/" in visitor.text("/search?q=line&product=cam-one")
