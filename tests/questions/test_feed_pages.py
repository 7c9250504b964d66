"""Every feed there is: valid to the letter, in pages, with nothing that a guest may not read, at no cost the second time."""

from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree as Xml

import pytest

from app.decisions.actions import decide
from app.decisions.models import HouseRule, Measure
from app.extensions import db
from app.kit import clock
from app.labels.actions import correct
from app.labels.actions.cautioning import mark_unofficial
from app.posts.models import Post
from app.questions.actions.accepting import accept
from app.questions.actions.answering import comment, withdraw
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.questions.atom_shape import ATOM, faults
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]


@pytest.fixture
def thread(world: World) -> dict[str, int]:
    """A question with a comment, an accepted answer with a comment, a corrected one, one withdrawn, one hidden."""
    ids = {}
    with clock.at(clock.now() - timedelta(minutes=5)):
        with world.acting("ann") as ann:
            title, body = "Is lot 9 <bad> & hot?", "See [here](/rules) and `x < 1`."
            ids["question"] = make.question(ann, title=title, body=body).id
        for name in ("good", "wrong", "gone", "hidden"):
            with world.acting("ben") as ben:
                ids[name] = make.answer(ben, question_by_id(ids["question"]), body=f"The {name} one, *truly*.").id
    with world.acting("ben") as ben:
        question = question_by_id(ids["question"])
        ids["remark"] = comment(ben, question, question, body="Which lot?").id
        ids["below"] = comment(ben, db.session.get_one(Post, ids["hidden"]), question, body="Below the hidden one.").id
        withdraw(ben, visible_answer(ben, ids["gone"]))
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, ids["good"]))
    with world.acting("mia") as mia:
        rule = db.session.scalars(db.select(HouseRule)).one()
        decide(mia, db.session.get_one(Post, ids["hidden"]), measure=Measure.HIDE, rule=rule, reason="Rude")
    with world.acting("gus") as gus:
        correct(gus, visible_answer(gus, ids["wrong"]), fact="Only lot 9 of March is affected.", evidence="Lab note 7")
    return ids


def entries(visitor: Visitor, path: str) -> dict[str, Xml.Element]:
    """By the end of their ids."""
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert faults(answer.get_data(), path) == []
    root = Xml.fromstring(answer.get_data())
    return {(one.findtext(f"{ATOM}id") or "").rsplit(":", 1)[1]: one for one in root.findall(f"{ATOM}entry")}


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/new.atom",
        "/feeds/waiting.atom?tag=wifi",
        "/feeds/solved.atom?product=router-x200&tag=wifi",
        "/feeds/articles.atom?product=router-x200",
        "/feeds/corrections.atom",
        "/feeds/questions/1.atom",
    ],
)
def test_every_feed_is_valid(world: World, visitor: Visitor, thread: dict[str, int], path: str) -> None:
    entries(visitor, path)


def test_a_threads_feed_has_what_guests_read_and_nothing_else(
    world: World, thread: dict[str, int], browser_of: Opened
) -> None:
    path = f"/feeds/questions/{thread['question']}.atom"
    for reader in (Visitor(world.app), browser_of("mia"), browser_of("ben")):
        found = entries(reader, path)
        assert set(found) == {
            f"question-{thread['question']}",
            f"answer-{thread['good']}",
            f"answer-{thread['wrong']}",
            f"comment-{thread['remark']}",
        }
        assert list(found)[0] == f"answer-{thread['wrong']}", "what changed last comes first"
    text = reader.text(path)
    for hidden in ("gone one", "hidden one", "Below the hidden"):
        assert hidden not in text


def test_a_correction_is_in_the_threads_feed_and_in_the_corrections(
    world: World, visitor: Visitor, thread: dict[str, int]
) -> None:
    for path in (f"/feeds/questions/{thread['question']}.atom", "/feeds/corrections.atom"):
        entry = entries(visitor, path)[f"answer-{thread['wrong']}"]
        assert entry.findtext(f"{ATOM}title") == "Corrected: Answer to: Is lot 9 <bad> & hot?"
        first = (entry.findtext(f"{ATOM}content") or "").splitlines()[0]
        assert "Only lot 9 of March is affected." in first
        assert (entry.findtext(f"{ATOM}updated") or "") > (entry.findtext(f"{ATOM}published") or "")


def test_a_hidden_thread_leaves_every_feed(world: World, visitor: Visitor, thread: dict[str, int]) -> None:
    with world.acting("mia") as mia:
        rule = db.session.scalars(db.select(HouseRule)).one()
        decide(mia, question_by_id(thread["question"]), measure=Measure.HIDE, rule=rule, reason="Rude")
    assert entries(visitor, "/feeds/corrections.atom") == {}
    assert entries(visitor, "/feeds/new.atom") == {}
    assert visitor.get(f"/feeds/questions/{thread['question']}.atom").status_code == 404


def test_a_caution_stands_beside_its_sentence(world: World, visitor: Visitor, thread: dict[str, int]) -> None:
    with world.acting("gus") as gus:
        mark_unofficial(
            gus,
            visible_answer(gus, thread["good"]),
            sentence="The good one, truly.",
            reason="Untested",
            provisional=False,
        )
    entry = entries(visitor, f"/feeds/questions/{thread['question']}.atom")[f"answer-{thread['good']}"]
    assert (entry.findtext(f"{ATOM}title") or "").startswith("Unofficial claim: ")
    assert (entry.findtext(f"{ATOM}content") or "").count("Acme has not confirmed this") == 2


def test_pages_lead_on_and_end(world: World, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.questions.views.feeds.SIZE", 2)
    with world.acting("gus") as gus:
        for number in range(5):
            make.question(gus, title=f"Number {number}")
    path, seen, pages = "/feeds/new.atom?tag=wifi", [], 0
    while path:
        seen += [entry.findtext(f"{ATOM}title") for entry in entries(visitor, path).values()]
        root = Xml.fromstring(visitor.get(path).get_data())
        links = {link.get("rel"): link.get("href") or "" for link in root.findall(f"{ATOM}link")}
        assert links["first"] == "http://127.0.0.1/feeds/new.atom?tag=wifi"
        path, pages = links.get("next", "").removeprefix("http://127.0.0.1"), pages + 1
    assert (seen, pages) == ([f"Number {number}" for number in (4, 3, 2, 1, 0)], 3)


@pytest.mark.parametrize(
    "after", ["x", "1.abc", "99.abc", "21.abc", "2.%00", "2." + "a" * 300, "2.abc", "2.a&after=2.b"]
)
def test_a_damaged_place_is_said(world: World, visitor: Visitor, after: str) -> None:
    answer = visitor.get(f"/feeds/new.atom?after={after}")
    assert answer.status_code == 422
    assert "damaged" in answer.get_data(as_text=True)


def test_what_there_is_no_feed_of(world: World, visitor: Visitor) -> None:
    assert visitor.get("/feeds/nothing.atom").status_code == 404
    assert visitor.get("/feeds/questions/999.atom").status_code == 404
    assert visitor.get("/feeds/new.atom?tag=wifi&tag=dsl").status_code == 422


@pytest.mark.parametrize("who", ["guest", "ben"])
def test_asked_again_by_time_or_by_etag(
    world: World, visitor: Visitor, browser_of: Opened, thread: dict[str, int], who: str
) -> None:
    reader, path = visitor if who == "guest" else browser_of(who), f"/feeds/questions/{thread['question']}.atom"
    with clock.at(clock.now() + timedelta(seconds=5)):
        first = reader.get(path)
        since = {"If-Modified-Since": first.headers["Last-Modified"]}
        for headers in (since, {"If-None-Match": first.headers["ETag"]}):
            for method in (reader.client.get, reader.client.head):
                again = method(path, headers=headers)
                assert (again.status_code, again.get_data()) == (304, b"")
        assert reader.get(path, headers={**since, "If-None-Match": '"other"'}).status_code == 200
        with world.acting("ben") as ben:
            make.answer(ben, question_by_id(thread["question"]), body="And one more.")
        changed = reader.get(path, headers=since)
        assert changed.status_code == 200
        assert "And one more" in changed.get_data(as_text=True)
        assert "Last-Modified" not in changed.headers, "another change may still come in this second"


def test_another_change_leaves_the_etag(world: World, visitor: Visitor, thread: dict[str, int]) -> None:
    tag = visitor.get("/feeds/corrections.atom").headers["ETag"]
    with world.acting("ann") as ann:
        make.question(ann, title="Something else")
    assert visitor.get("/feeds/corrections.atom", headers={"If-None-Match": tag}).status_code == 304


def test_a_very_long_text_is_told_by_its_beginning(world: World, visitor: Visitor) -> None:
    with world.acting("ann") as ann:
        number = make.question(ann, body="A line of a log & more. " * 1200).id
    entry = entries(visitor, "/feeds/new.atom")[f"question-{number}"]
    assert len(entry.findtext(f"{ATOM}content") or "") < 4000


def test_pages_name_their_feeds(world: World, visitor: Visitor, thread: dict[str, int]) -> None:
    page = visitor.text(visitor.get(f"/questions/{thread['question']}").location)
    assert (
        f'type="application/atom+xml" title="This question" href="/feeds/questions/{thread["question"]}.atom"' in page
    )
    assert f'<a href="/feeds/questions/{thread["question"]}.atom">Feed: This question</a>' in page
    assert 'href="/feeds/corrections.atom"' in visitor.text("/")
    assert 'href="/feeds/articles.atom?product=router-x200"' in visitor.text("/articles?product=router-x200")
