"""What a process keeps of the threads that searches find: it is never older than what the thread's own page shows."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from app.accounts.actors import Guest
from app.catalogue.actions.branding import change_brand
from app.extensions import db
from app.kit.clock import at
from app.labels.actions import correct
from app.posts.kinds import Standing
from app.questions.actions.answering import edit
from app.questions.actions.official import make_official
from app.questions.queries import question_by_id, visible_answer
from app.search import index
from app.search.backend import Query
from app.search.kept import ENTRY, KeptDocuments, Numbers
from app.search.queries import Found, search, similar
from tests import make
from tests.visiting import Visitor
from tests.world import World

SITE = Numbers(site=1, thread=1)


@pytest.fixture
def answered(world: World) -> tuple[int, int]:
    """A question and its answer, found once already."""
    with world.acting("ann") as ann:
        question = make.question(ann).id
    with world.acting("sam") as sam:
        answer = make.answer(sam, question_by_id(question), "Restart the zyxbox twice.").id
        make_official(sam, visible_answer(sam, answer), scope="Router X200", evidence="https://example.org/notes")
    with world.app.app_context():
        index.rebuild()
    assert "official" in said(found(world))
    return question, answer


def found(world: World, words: str = "zyxbox") -> list[Found]:
    with world.looking():
        return list(search(Guest(), Query(words=words)).found)


def said(hits: list[Found]) -> str:
    return " ".join(f"{one.post.label.text} {''.join(text for text, _ in one.excerpt)}" for one in hits)


def test_a_changed_label_is_seen_by_the_next_search(answered: tuple[int, int], world: World) -> None:
    with world.acting("gus") as gus:
        correct(gus, visible_answer(gus, answered[1]), fact="Never restart it twice.")
    assert "Acme's correction: Never restart it twice." in said(found(world))


def test_a_changed_text_is_seen_by_the_next_search(answered: tuple[int, int], world: World) -> None:
    with world.acting("sam") as sam:
        edit(sam, visible_answer(sam, answered[1]), body="Restart the zyxbox once, not more.")
    assert "once, not more" in said(found(world))


def test_a_changed_name_is_seen_by_the_next_search(answered: tuple[int, int], world: World) -> None:
    """It raises the number of the site, not the thread's."""
    found(world, "evening")
    with world.acting("ada") as ada:
        change_brand(ada, name="Zenith", line="", colour="#1d4ed8")
    assert "Zenith" in said(found(world))


def test_who_may_see_a_thread_is_asked_each_time(answered: tuple[int, int], world: World) -> None:
    """Even if whoever hid it had forgotten to say so."""
    with world.acting("mia"):
        question_by_id(answered[0]).standing = Standing.HIDDEN
    assert found(world) == []


def test_a_confirmation_ends_when_it_ends(answered: tuple[int, int], world: World) -> None:
    [hit] = found(world)
    end = hit.post.label.expires
    assert end is not None
    with at(end + timedelta(seconds=1)):
        [hit] = found(world)
        assert hit.post.label.status == "unreviewed"
        assert not hit.document.official


def test_what_is_rolled_back_was_never_kept(answered: tuple[int, int], world: World) -> None:
    def changed_and_given_up() -> None:
        with world.acting("ann") as ann:
            question_by_id(answered[0]).title = "Zebra instead"
            db.session.flush()
            assert [one.document.title for one in similar(ann, "zyxbox", "en")] == ["Zebra instead"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        changed_and_given_up()
    assert [one.document.title for one in found(world)] == ["Router drops the line every evening"]


def test_a_thread_is_read_once_and_the_oldest_go_first(world: World) -> None:
    with world.acting("ann") as ann:
        first, second, third = (make.question(ann, title=f"Question {number}").id for number in range(3))
    kept = KeptDocuments(limit=3 * ENTRY - 100)
    with world.looking():
        for ident in (first, second):
            assert kept.readable({("question", ident): SITE})["question", ident].id == ident
        once = kept.readable({("question", first): SITE})["question", first]
        assert kept.readable({("question", first): SITE})["question", first] is once
        assert kept.readable({("question", first): Numbers(1, 2)})["question", first] is not once
        again = kept.readable({("question", first): Numbers(1, 2)})["question", first]
        kept.readable({("question", third): SITE})
        assert kept.readable({("question", first): Numbers(1, 2)})["question", first] is again
        assert kept._size <= 3 * ENTRY


def test_what_is_gone_is_not_found_again(answered: tuple[int, int], world: World) -> None:
    kept = KeptDocuments()
    with world.looking():
        assert kept.readable({("question", 999_999): SITE}) == {}
        assert kept.heads({("question", 999_999): SITE}, {("question", 999_999): 999_999}) == {}


PAGE = "/search?q=zyxbox"


@pytest.fixture
def asked(world: World, answered: tuple[int, int]) -> Iterator[list[str]]:
    """The statements that are asked of the database."""
    seen: list[str] = []

    def note(*given: Any) -> None:
        seen.append(given[2])

    with world.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_the_second_guest_gets_the_page_that_the_first_one_got(asked: list[str], visitor: Visitor) -> None:
    first, before = visitor.get(PAGE), len(asked)
    second = visitor.get(PAGE)
    assert second.get_data() == first.get_data()
    assert sorted(second.headers) == sorted(first.headers)
    assert len(asked) - before < before
    assert len([one for one in asked[before:] if "search_index" not in one]) <= 3  # BEGIN, what is known, who may see
    assert visitor.get(PAGE, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_it_is_the_page_of_its_words_language_and_filters(asked: list[str], visitor: Visitor) -> None:
    english = visitor.text(PAGE)
    assert visitor.get(PAGE, headers={"Accept-Language": "it"}).get_data(as_text=True) != english
    assert visitor.text(f"{PAGE}&solved=no") != english
    assert visitor.text("/search?q=zyxbox+twice") != english
    assert visitor.text(PAGE) == english
    packed = visitor.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data).decode() == english


def test_whoever_has_signed_in_gets_a_page_of_their_own(asked: list[str], visitor: Visitor) -> None:
    visitor.text(PAGE)
    page = visitor.signed_in_as("ann@example.org").text(PAGE)
    assert "Sign out" in page
    assert "Sign out" not in Visitor(visitor.app).text(PAGE)


def test_no_page_outlives_what_it_shows(answered: tuple[int, int], world: World, visitor: Visitor) -> None:
    visitor.text(PAGE)
    with world.acting("gus") as gus:
        correct(gus, visible_answer(gus, answered[1]), fact="Never restart it twice.")
    assert "Never restart it twice." in visitor.text(PAGE)
    with world.acting("ada") as ada:
        change_brand(ada, name="Zenith", line="", colour="#1d4ed8")
    assert "Zenith" in visitor.text(PAGE)
    with world.acting("ann") as ann:
        make.question(ann, title="Another zyxbox")
    with world.app.app_context():
        index.rebuild()
    assert "Another <mark>zyxbox</mark>" in visitor.text(PAGE)
    with world.acting("mia"):
        question_by_id(answered[0]).standing = Standing.HIDDEN
    page = visitor.text(PAGE)
    assert "Never restart it twice." not in page
    assert "Another <mark>zyxbox</mark>" in page
