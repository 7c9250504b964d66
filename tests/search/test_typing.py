"""What is offered while somebody types."""

import html
import re

import pytest
from flask import Flask
from playwright.sync_api import Page

from app.posts.kinds import Standing
from app.questions.queries import question_by_id
from app.search import index
from tests import make
from tests.journeys.place import served
from tests.services.axe import assert_no_axe_violations
from tests.services.browser import PageFactory
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def asked(world: World) -> int:
    with world.acting("ann") as ann:
        make.question(ann, title="Zebra stripes on the <b>picture</b>", body="Marmalade all over.")
        first = make.question(ann, title="Router drops the line every evening").id
    with world.acting("ben") as ben:
        make.answer(ben, question_by_id(first), "Marmalade and firmware.")
    with world.app.app_context():
        index.rebuild()
    return first


def offered(visitor: Visitor, typed: str) -> list[str]:
    answer = visitor.client.get("/search/suggestions", query_string={"q": typed})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    options = re.findall(r"<li role=\"option\".*?</li>", answer.get_data(as_text=True), re.S)
    return [
        " ".join(re.sub(r"<[^>]*>", " ", html.unescape(re.sub(r"</?b>|<svg.*?</svg>", "", one))).split())
        for one in options
    ]


def test_words_to_go_on_with_and_threads_by_title_each_with_its_label(asked: int, visitor: Visitor) -> None:
    found = offered(visitor, "my rout")
    assert "my router" in found
    assert "Asked by a member Router drops the line every evening" in found
    assert offered(visitor, "marmal") == ["marmalade"]
    assert offered(visitor, "firmware mar") == ["firmware marmalade"]
    page = visitor.text("/search/suggestions?q=zebr")
    assert "&lt;b&gt;picture" in page
    assert 'data-url="/search?q=zebra"' in page


def test_filters_stay_and_are_not_completed(asked: int, visitor: Visitor) -> None:
    assert "solved:no router" in offered(visitor, "solved:no rout")
    assert not [text for text in offered(visitor, "by:rout") if text.startswith("by:")]


def test_odd_texts_are_harmless(asked: int, visitor: Visitor) -> None:
    for typed in ("", "r", " ", "\x00\u202e", '"', "product:", "(((", "x" * 10_000, "<script>", "é", "%", "🔥🔥"):
        assert all("<script" not in one for one in offered(visitor, typed))


def test_what_nobody_may_see_any_more_is_not_offered(asked: int, world: World, visitor: Visitor) -> None:
    with world.acting("mia"):
        question_by_id(asked).standing = Standing.HIDDEN
    assert not [one for one in offered(visitor, "drops the line") if "Router drops" in one]


def test_without_an_index_nothing_is_offered(visitor: Visitor) -> None:
    assert offered(visitor, "router") == []


@pytest.mark.browser
def test_with_the_keyboard(app: Flask, open_page: PageFactory) -> None:
    with served(app, open_page) as site:
        with site.world.acting("ann") as ann:
            question = make.question(ann).id
        with app.app_context():
            index.rebuild()
        keys_work(open_page(f"{site.url}/search"), question)


def keys_work(page: Page, asked: int) -> None:
    box = page.get_by_role("combobox")
    box.press_sequentially("rout")
    page.get_by_role("option").first.wait_for()
    assert_no_axe_violations(page)
    box.press("ArrowDown")
    first = page.locator("[aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert first.inner_text().strip() == "router"
    box.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert box.input_value() == "rout"
    assert box.get_attribute("aria-expanded") == "false"
    box.press("ArrowUp")
    with page.expect_navigation():
        box.press("Enter")
    assert f"/questions/{asked}/" in page.url
