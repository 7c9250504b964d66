"""Atom feeds: valid whatever is in a text, labelled, and asked for again at no cost."""

from collections.abc import Callable
from datetime import datetime, timedelta
from xml.etree import ElementTree as Xml

import pytest

from app.escalation.rows import rows_of
from app.extensions import db
from app.kit.clock import now
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.questions.actions.accepting import accept
from app.questions.actions.asking import withdraw
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.visiting import Visitor
from tests.world import World

ATOM = "{http://www.w3.org/2005/Atom}"
Opened = Callable[[str], Visitor]


def entries(visitor: Visitor, path: str = "/feeds/new.atom", **headers: str) -> list[Xml.Element]:
    answer = visitor.get(path, headers=headers)
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    return Xml.fromstring(answer.get_data()).findall(f"{ATOM}entry")


def of(node: Xml.Element, name: str) -> str:
    return node.findtext(f"{ATOM}{name}") or ""


def asked(world: World, **given: object) -> int:
    with world.acting("ann") as ann:
        return make.question(ann, **given).id


def solved(world: World) -> tuple[int, int]:
    number = asked(world)
    with world.acting("ben") as ben:
        answer = make.answer(ben, question_by_id(number), body="Set the **profile** to stable.").id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer))
    return number, answer


def labelled(world: World, post_id: int, status: Status, **facts: object) -> None:
    with world.acting("ada"):
        db.session.merge(LabelRow(post_id=post_id, status=status, **facts))


def test_a_feed_has_all_that_atom_asks_for(world: World, visitor: Visitor) -> None:
    number = asked(world)
    root = Xml.fromstring(visitor.get("/feeds/new.atom").get_data())
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert of(root, name)
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Acme Community"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": "http://127.0.0.1/feeds/new.atom", "alternate": "http://127.0.0.1/questions"}
    entry = root.findall(f"{ATOM}entry")[0]
    assert of(entry, "id").startswith("tag:127.0.0.1,")
    assert of(entry, "id").endswith(f":question-{number}")
    assert entry.find(f"{ATOM}link").get("href").startswith(f"http://127.0.0.1/questions/{number}/")  # type: ignore[union-attr]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ann · Member"
    assert of(entry, "updated") >= of(entry, "published")
    assert datetime.fromisoformat(of(entry, "updated")).tzinfo is not None
    assert {"wifi"} < {category.get("term") for category in entry.findall(f"{ATOM}category")}


def test_the_label_is_the_first_line_and_a_category(world: World, visitor: Visitor) -> None:
    asked(world)
    entry = entries(visitor)[0]
    assert of(entry, "content").startswith("<p><strong>Asked by a member</strong></p>")
    label = entry.find(f"{ATOM}category[@scheme='urn:label']")
    assert label is not None
    assert (label.get("term"), label.get("label")) == ("unreviewed", "Asked by a member")


@pytest.mark.parametrize(
    ("status", "facts", "prefix"),
    [
        (Status.UNOFFICIAL, {}, "Unofficial claim: "),
        (Status.DISPUTED, {"update_by": now() + timedelta(days=2)}, "Reports differ: "),
        (Status.CORRECTED, {"fact": "Only one lot is affected."}, "Corrected: "),
        (Status.STAFF_VERIFIED, {}, ""),
        (Status.UNREVIEWED, {}, ""),
    ],
)
def test_only_a_caution_goes_before_the_title(
    world: World, visitor: Visitor, status: Status, facts: dict[str, object], prefix: str
) -> None:
    number = asked(world, title="The light is red")
    labelled(world, number, status, **facts)
    entry = entries(visitor)[0]
    assert of(entry, "title") == f"{prefix}The light is red"
    if status is Status.CORRECTED:
        assert "Only one lot is affected." in of(entry, "content").splitlines()[0]


def test_what_solved_it_stands_below_with_its_own_label(world: World, visitor: Visitor) -> None:
    asked(world, title="Still open")
    solved(world)
    found = entries(visitor, "/feeds/solved.atom")
    assert [of(entry, "title") for entry in found] == ["Router drops the line every evening"]
    content = of(found[0], "content")
    answer = "Solved it for the asker · community answer, not reviewed by Acme"
    assert content.index("Asked by a member") < content.index(answer) < content.index("<strong>profile</strong>")


def test_a_later_label_makes_the_entry_newer(world: World, visitor: Visitor) -> None:
    number = asked(world)
    before = of(entries(visitor)[0], "updated")
    labelled(world, number, Status.UNOFFICIAL, as_of=now() + timedelta(hours=1))
    visitor = Visitor(world.app)
    with world.app.app_context():
        world.app.extensions["guest_pages"].kept.pages.clear()
    assert of(entries(visitor)[0], "updated") > before


def test_no_text_breaks_the_file(world: World, visitor: Visitor) -> None:
    asked(
        world,
        title='</title>&<b>]]> \x0b\x01 "x" \ud83d'.encode("utf-8", "ignore").decode(),
        body="a\x08b ]]> & <i>x</i> é 🎉",
    )
    entry = entries(visitor)[0]
    assert of(entry, "title").startswith("</title>&<b>]]>")
    assert "🎉" in of(entry, "content")
    assert "\x08" not in of(entry, "content")


def test_by_product_and_by_topic(world: World, visitor: Visitor) -> None:
    asked(world, title="With both")
    asked(world, title="With neither", product=None, tags=[])
    for query in ("?product=router-x200", "?tag=wifi", "?tag=wifi&product=router-x200"):
        assert [of(entry, "title") for entry in entries(visitor, f"/feeds/new.atom{query}")] == ["With both"]
    assert "wifi" in visitor.text("/feeds/new.atom?tag=wifi").split("</title>")[0]
    assert visitor.get("/feeds/new.atom?tag=none").status_code == 422
    assert visitor.get("/feeds/new.atom?product=none").status_code == 422


@pytest.mark.parametrize("who", ["guest", "ann"])
def test_the_same_feed_is_not_sent_twice(world: World, visitor: Visitor, browser_of: Opened, who: str) -> None:
    asked(world)
    reader = visitor if who == "guest" else browser_of(who)
    tag = reader.get("/feeds/new.atom").headers["ETag"]
    again = reader.get("/feeds/new.atom", headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    asked(world)
    assert reader.get("/feeds/new.atom", headers={"If-None-Match": tag}).status_code == 200


def test_what_is_taken_back_leaves_the_feed(world: World, visitor: Visitor) -> None:
    number = asked(world)
    assert len(entries(visitor)) == 1
    with world.acting("ann") as ann:
        withdraw(ann, question_by_id(number))
    assert entries(visitor) == []


def test_an_empty_feed_is_a_feed(world: World, visitor: Visitor) -> None:
    root = Xml.fromstring(visitor.get("/feeds/solved.atom").get_data())
    assert of(root, "updated")
    assert root.findall(f"{ATOM}entry") == []


def test_labels_speak_the_readers_language(world: World, visitor: Visitor) -> None:
    asked(world)
    assert "Domanda di un membro" in of(entries(visitor, **{"Accept-Language": "it"})[0], "content")


def test_pages_name_their_feeds(world: World, visitor: Visitor) -> None:
    assert 'type="application/atom+xml" title="New questions" href="/feeds/new.atom"' in visitor.text("/questions")
    assert 'href="/feeds/solved.atom?tag=wifi"' in visitor.text("/tags/wifi")
    with world.looking():
        assert rows_of([]) == []
