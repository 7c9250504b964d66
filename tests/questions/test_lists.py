"""Lists of questions: what is in them, in what order, what each row says, and what an address may ask for."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import event

from app.accounts.actors import SYSTEM
from app.catalogue.models import Category, Product, Tag
from app.escalation.actions import escalate
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.kit.keyset import cursor_of
from app.labels.actions import dispute
from app.questions import topics
from app.questions.actions.accepting import accept
from app.questions.actions.asking import end, withdraw
from app.questions.actions.following import say_too
from app.questions.lists import Tab, Wanted, listed
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import Ended, Trigger
from app.questions.topics import common_tags
from tests import make
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]


def rows_on(page: str) -> list[str]:
    """The rows of a page as plain words."""
    rows = re.findall(r'<li class="thread [^>]*>(.*?)</li>', page, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]


def titles_on(page: str) -> list[str]:
    return [unescape(title) for title in re.findall(r'<li class="thread .*?<h\d><a [^>]*>(.*?)</a>', page, re.DOTALL)]


def asked(world: World, title: str, by: str = "ann", **given: object) -> int:
    with world.acting(by) as person:
        return make.question(person, title=title, **given).id


def solved(world: World, title: str) -> int:
    number = asked(world, title)
    with world.acting("ben") as ben:
        answer = make.answer(ben, question_by_id(number)).id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer))
    return number


def test_each_list_has_what_it_says(world: World, visitor: Visitor) -> None:
    asked(world, "Still open")
    answered = asked(world, "Has an answer")
    with world.acting("ben") as ben:
        make.answer(ben, question_by_id(answered))
    solved(world, "All solved")
    taken_back = asked(world, "Taken back")
    with world.acting("ann") as ann:
        withdraw(ann, question_by_id(taken_back))
    merged = asked(world, "Merged into another")
    with world.acting("mia") as mia:
        end(mia, question_by_id(merged), how=Ended.MERGED, into=question_by_id(answered))
    assert titles_on(visitor.text("/questions")) == ["All solved", "Has an answer", "Still open"]
    assert titles_on(visitor.text("/questions?tab=waiting")) == ["Still open"]
    assert titles_on(visitor.text("/questions?tab=solved")) == ["All solved"]


def test_every_row_begins_with_its_label(world: World, visitor: Visitor) -> None:
    asked(world, "Plain one")
    number = asked(world, "Contested one")
    with world.acting("gus") as gus:
        dispute(gus, question_by_id(number), evidence="https://acme.example/log", update_by=now() + timedelta(days=2))
    rows = rows_on(visitor.text("/questions"))
    assert rows[0].startswith("Reports differ · Acme is checking, update by")
    assert rows[1].startswith("Asked by a member Plain one")


def test_a_row_says_whose_turn_it_is_and_by_when(world: World, visitor: Visitor) -> None:
    monday = clock.now().replace(year=2026, month=11, day=23, hour=9, minute=0)
    with clock.at(monday):
        asked(world, "With the community")
        with_staff, with_asker = asked(world, "With staff"), asked(world, "With the asker")
        with world.acting("ben") as ben:
            make.answer(ben, question_by_id(with_asker))
            say_too(ben, question_by_id(with_staff))
        with world.acting("ada"):
            escalate(SYSTEM, question_by_id(with_staff), trigger=Trigger.ASKER_REQUEST)
        rows = {row.split(" member ")[1][:14]: row for row in rows_on(visitor.text("/questions"))}
    assert "Community until 18:00" in rows["With the commu"]
    assert "Acme Support by Tue 09:00" in rows["With staff Wai"]
    assert "1 has it too" in rows["With staff Wai"]
    assert "The asker's word until Mon 30 Nov 10:00" in rows["With the asker"]
    assert "1 answer" in rows["With the asker"]
    with clock.at(monday + timedelta(days=1, minutes=90)):
        page = visitor.text("/questions?after=")
    assert "Late: Acme Support missed 10:00, new time 12:00" in page
    assert "turn-by late" in page


def test_filters_narrow_and_can_be_taken_away(world: World, visitor: Visitor) -> None:
    with world.acting("ada"):
        db.session.add(Category(slug="billing", name="Billing", place=2))
        db.session.add(Product(slug="hub", name="Hub", place=2))
    with world.acting("ann") as ann:
        hub, billing = db.session.get_one(Product, 2), db.session.get_one(Category, 2)
        make.question(ann, title="Hub bill", product=hub, category=billing, tags=[make.tag("dsl")])
    asked(world, "La luce è rossa", language="it")
    for query, found in {
        "product=hub": ["Hub bill"],
        "category=billing": ["Hub bill"],
        "tag=dsl": ["Hub bill"],
        "language=it": ["La luce è rossa"],
        "product=hub&language=it": [],
        "product=&tab=&language=": ["La luce è rossa", "Hub bill"],
        "utm_source=mail": ["La luce è rossa", "Hub bill"],
    }.items():
        assert titles_on(visitor.text(f"/questions?{query}")) == found, query
    page = visitor.text("/questions?tab=waiting&product=hub&language=it")
    assert 'href="/questions?tab=waiting&amp;language=it"' in page
    assert "Nothing under these filters" in page
    assert titles_on(visitor.text("/tags/dsl")) == ["Hub bill"]
    assert titles_on(visitor.text("/products/hub?tab=waiting")) == ["Hub bill"]
    assert titles_on(visitor.text("/products/router-x200")) == ["La luce è rossa"]


@pytest.mark.parametrize(
    "query",
    [
        "tab=best", "tab=mine", "mine=2", "mine=yes", "product=none", "category=none", "tag=none", "language=tlh",
        "tab=waiting&tab=solved", "product=router-x200&product=router-x200", f"tag={'x' * 300}", "product=%01",
        "after=x", "after=%F0%9F", "after=W10", f"after={cursor_of(['x', 1])}", f"after={cursor_of([1, 1])}",
        f"after={cursor_of([1.5, True])}", f"after={'A' * 300}", "after=eyJ0IjoxfQ",
        "after=W3sidCI6IjIwMjYtMDEtMDEifSwxXQ", "after=W3sidCI6IjIwMjYtMDEtMDFUMDA6MDA6MDArMDA6MDAifSwxZTQwXQ",
    ],
)  # fmt: skip
def test_an_address_that_says_nonsense_gets_a_sentence(world: World, visitor: Visitor, query: str) -> None:
    answer = visitor.get(f"/questions?{query}")
    assert answer.status_code == 422
    assert "Start again from" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/tags/none", "/products/none", "/products/..", "/tags/%00", "/feeds/old.atom"])
def test_a_page_that_there_is_not(world: World, visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_pages_follow_one_another_without_gap_or_repetition(world: World) -> None:
    with world.acting("gus") as gus:
        for number in range(23):
            make.question(gus, title=f"Number {number}")
    seen, after, pages = [], None, 0
    while True:
        with world.acting("ben") as ben:
            page = listed(ben, Wanted(Tab.WAITING), after=after, size=5)
            seen += [question.title for question in page.items]
            if pages == 1:
                make.question(world.person("gus"), title="Asked meanwhile")
        pages, after = pages + 1, page.next_cursor
        if after is None:
            break
    assert seen == [f"Number {number}" for number in reversed(range(23))]
    assert pages == 5


def test_the_next_page_and_the_first_are_links(world: World, visitor: Visitor) -> None:
    with world.acting("gus") as gus:
        for number in range(21):
            make.question(gus, title=f"Number {number}")
    page = visitor.text("/questions?tab=waiting")
    found = re.search(r'rel="next" href="([^"]+)"', page)
    assert found
    following = visitor.text(unescape(found[1]))
    assert titles_on(following) == ["Number 0"]
    assert 'rel="prev" href="/questions?tab=waiting"' in following


def test_ones_own_lists_are_for_the_signed_in(world: World, visitor: Visitor, browser_of: Opened) -> None:
    asked(world, "Anns question")
    asked(world, "Bens question", by="ben")
    for own in ("mine", "followed"):
        answer = visitor.get(f"/questions?{own}=1")
        assert (answer.status_code, answer.location) == (302, f"/sign-in?next=/questions?{own}%3D1")
    ann = browser_of("ann")
    assert titles_on(ann.text("/questions?mine=1")) == ["Anns question"]
    assert titles_on(ann.text("/questions?followed=1")) == ["Anns question"]
    assert "Your word until" not in ann.text("/questions?mine=1")
    assert "My questions" not in visitor.text("/questions")


def test_ones_own_list_says_how_a_question_ended(world: World, browser_of: Opened) -> None:
    number = asked(world, "Taken back")
    with world.acting("ann") as ann:
        withdraw(ann, question_by_id(number))
    row = rows_on(browser_of("ann").text("/questions?mine=1"))[0]
    assert row.startswith("Withdrawn by its author Taken back Withdrawn")


@contextmanager
def counting(world: World) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    with world.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_long_list_costs_as_many_queries_as_a_short_one(world: World, browser_of: Opened) -> None:
    def cost() -> int:
        with counting(world) as said:
            browser_of("ben").text("/questions")
        return len(said)

    def more(number: int) -> None:
        for place in range(number):
            one = asked(world, f"Number {place}", by="gus")
            with world.acting("ada"):
                escalate(SYSTEM, question_by_id(one), trigger=Trigger.ASKER_REQUEST)
            with world.acting("gus") as gus:
                withdrawn = make.question(gus, title="x")
                assert withdrawn.id

    more(1)
    cost()  # what a process keeps for every page is read with its first one
    few = cost()
    more(8)
    assert cost() == few
    assert few <= 16


def test_empty_lists_say_what_to_do_next(world: World, visitor: Visitor, browser_of: Opened) -> None:
    assert "Nobody has asked here yet" in visitor.text("/questions")
    assert "Nobody is waiting" in visitor.text("/questions?tab=waiting")
    assert "Nothing solved yet" in visitor.text("/questions?tab=solved")
    assert "You have not asked anything yet" in browser_of("new").text("/questions?mine=1")
    asked(world, "One")
    past = cursor_of([now() - timedelta(days=900), 1])
    assert "That was the last page" in visitor.text(f"/questions?after={past}")
    assert 'href="/questions/ask"' in visitor.text("/questions?tab=solved")


def test_topics_with_how_much_there_is_under_each(world: World, visitor: Visitor) -> None:
    asked(world, "One")
    hidden = asked(world, "Taken back")
    with world.acting("ann") as ann:
        withdraw(ann, question_by_id(hidden))
    page = " ".join(re.sub(r"<[^>]+>", " ", visitor.text("/tags")).split())
    assert "wifi 1 question" in page
    assert "dsl 0 questions" in page


def test_where_there_are_many_they_are_counted_now_and_then(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    start = now().replace(minute=20, second=30)

    def counted(minutes: int) -> int:
        with clock.at(start + timedelta(minutes=minutes)), world.looking():
            return {tag.slug: count for tag, count in topics.tags_in_use()}["wifi"]

    asked(world, "One")
    asked(world, "Two")
    assert counted(0) == 2
    monkeypatch.setattr(topics, "MANY", 2)
    asked(world, "Three")
    assert counted(1) == 3
    asked(world, "Four")
    assert [counted(minutes) for minutes in (2, 9, 10)] == [3, 3, 4]


def test_guests_are_given_no_form_that_sends_and_no_cookie(world: World, visitor: Visitor) -> None:
    asked(world, "One")
    for path in ("/questions", "/tags/wifi", "/products/router-x200", "/"):
        answer = visitor.get(path)
        assert 'method="post"' not in answer.get_data(as_text=True)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["ETag"]
        assert visitor.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    asked(world, "Another")
    assert titles_on(visitor.text("/questions")) == ["Another", "One"]


def test_lists_in_italian(world: World, visitor: Visitor) -> None:
    asked(world, "Titolo")
    page = visitor.get("/questions", headers={"Accept-Language": "it"}).get_data(as_text=True)
    for words in ("Domanda di un membro", "Community entro", "Restringi", "Recenti", "Già risolte"):
        assert words in page
    for words in ("Narrow down", "Community until", "Feed: New"):
        assert words not in page


def test_a_title_is_only_text(world: World, visitor: Visitor) -> None:
    asked(world, '<script>alert(1)</script> & "quotes"')
    page = visitor.text("/questions")
    assert "<script>alert" not in page
    assert titles_on(page) == ['<script>alert(1)</script> & "quotes"']


def test_tags_of_many_are_kept_in_order(world: World) -> None:
    with world.acting("gus") as gus:
        db.session.add_all(Tag(slug=f"t{number}") for number in range(6))
        db.session.flush()
        make.question(gus, tags=[make.tag("t4")])
        last = make.tag("t5").id
        assert [tag.slug for tag in common_tags(2)] == ["dsl", "t4"]
        assert [tag.slug for tag in common_tags(2, also=[last])] == ["t4", "t5"]
