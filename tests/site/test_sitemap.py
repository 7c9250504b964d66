"""The sitemap: everything a guest may read, once, at the address that the page itself calls its own; nothing else."""

import re
from datetime import timedelta
from xml.etree import ElementTree as Xml

import pytest

from app.decisions.actions import decide
from app.decisions.models import HouseRule, Measure
from app.extensions import db
from app.kit.clock import now
from app.posts.kinds import Standing
from app.questions.actions.asking import withdraw
from app.questions.queries import question_by_id
from app.site import sitemap
from bench.queries import counted
from tests import make
from tests.visiting import Visitor
from tests.world import World

HOST = "http://127.0.0.1"
NAMES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ALLOWED = {"sitemapindex": {"sitemap"}, "urlset": {"url"}, "sitemap": {"loc"}, "url": {"loc", "lastmod"}}


def places(visitor: Visitor, path: str) -> list[str]:
    """The addresses in a file, once its structure was checked."""
    answer = visitor.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    root = Xml.fromstring(answer.get_data())
    for node in root.iter():
        name = node.tag.removeprefix(NAMES)
        assert {child.tag.removeprefix(NAMES) for child in node} <= ALLOWED.get(name, set())
        if name == "lastmod":
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", node.text or "")
    found = [node.text or "" for node in root.iter(f"{NAMES}loc")]
    assert all(place.startswith(f"{HOST}/") for place in found)
    return [place.removeprefix(HOST) for place in found]


def everything(visitor: Visitor) -> list[str]:
    return [place for part in places(visitor, "/sitemap.xml") for place in places(visitor, part)]


def asked(world: World, titles: list[str], by: str = "gus") -> list[int]:
    with world.acting(by) as asker:
        return [make.question(asker, title=title).id for title in titles]


def test_only_what_guests_read_and_each_once(world: World, visitor: Visitor) -> None:
    stands, hidden = asked(world, ["It stands", "It is hidden"])
    (gone,) = asked(world, ["It is gone"], by="ann")
    with world.acting("ann") as ann:
        withdraw(ann, question_by_id(gone))
    with world.acting("mia") as mia:
        rule = db.session.scalars(db.select(HouseRule)).one()
        decide(mia, question_by_id(hidden), measure=Measure.HIDE, rule=rule, reason="Rude")
    found = everything(visitor)
    assert len(found) == len(set(found))
    assert f"/questions/{stands}/it-stands" in found
    assert not [place for place in found if "hidden" in place or "gone" in place]
    assert "/tags/wifi" in found
    assert "/tags/dsl" not in found, "nothing is under it"


def test_every_address_is_the_one_its_page_names(world: World, visitor: Visitor) -> None:
    asked(world, ["Café & <b>tea</b>", "漢字"])
    for place in everything(visitor):
        page = visitor.text(place)
        canonical = re.search(r'<link rel="canonical" href="([^"]+)">', page)
        assert canonical is not None, place
        assert canonical[1] == HOST + place.replace("&", "&amp;")
        assert 'name="robots"' not in page, place


def test_long_lists_come_in_parts(world: World, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.site.sitemap.PART", 2)
    numbers = asked(world, [f"Number {number}" for number in range(6)])
    parts = [part for part in places(visitor, "/sitemap.xml") if "questions" in part]
    assert len(parts) == 3
    assert [len(places(visitor, part)) for part in parts] == [2, 2, 2]
    found = [place for part in parts for place in places(visitor, part)]
    assert [int(place.split("/")[2]) for place in found] == numbers
    last = places(visitor, f"/sitemap-questions-{numbers[-1]}.xml")
    assert last == []


def test_where_the_parts_are_is_told_without_looking_at_any_post(world: World) -> None:
    """However many threads there are: fifty thousand took most of a second."""
    asked(world, ["One", "Two"])
    with world.looking(), counted() as statements:
        assert list(sitemap.parts("questions")) == [0]
    assert statements
    assert not [statement for statement in statements if "posts" in statement]


def test_a_part_without_what_is_hidden_in_it(world: World, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.site.sitemap.PART", 2)
    numbers = asked(world, [f"Number {number}" for number in range(5)])
    with world.acting("mia"):
        question_by_id(numbers[1]).standing = Standing.HIDDEN
    parts = [part for part in places(visitor, "/sitemap.xml") if "questions" in part]
    found = [[int(place.split("/")[2]) for place in places(visitor, part)] for part in parts]
    assert found == [numbers[:1], numbers[2:4], numbers[4:]]


def test_when_it_changed(world: World, visitor: Visitor) -> None:
    (number,) = asked(world, ["One"])
    with world.acting("ada"):
        question_by_id(number).active_at = now() - timedelta(days=40)
    day = f"{now() - timedelta(days=40):%Y-%m-%d}"
    assert f"/one</loc><lastmod>{day}</lastmod>" in visitor.text("/sitemap-questions-0.xml")


def test_the_same_part_is_not_sent_twice(world: World, visitor: Visitor) -> None:
    (number,) = asked(world, ["One"])
    first = visitor.get("/sitemap-questions-0.xml")
    known = {"If-None-Match": first.headers["ETag"]}
    assert visitor.get("/sitemap-questions-0.xml", headers=known).status_code == 304
    with world.acting("ben") as ben:
        make.answer(ben, question_by_id(number))
    assert visitor.get("/sitemap-questions-0.xml", headers=known).status_code == 304, "the day is the same"
    asked(world, ["Two"])
    assert visitor.get("/sitemap-questions-0.xml", headers=known).status_code == 200


@pytest.mark.parametrize(
    "path", ["-questions-01", "-questions--1", "-questions-x", "-users-0", "-questions-9999999999"]
)
def test_parts_that_there_are_not(world: World, visitor: Visitor, path: str) -> None:
    assert visitor.get(f"/sitemap{path}.xml").status_code == 404


def test_robots_are_kept_out_of_forms_and_searches(world: World, visitor: Visitor) -> None:
    lines = visitor.text("/robots.txt").splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    for path in ("/search", "/questions/ask", "/posts/*/", "/settings"):
        assert f"Disallow: {path}" in lines
    shut = [re.escape(line.removeprefix("Disallow: ")).replace(r"\*", ".*").replace(r"\$", "$") for line in lines]
    for place in everything(visitor):
        assert not [rule for rule in shut if re.match(rule, place)], place
