"""A thread of many answers comes in pages: what counts most on the first, every post found by its own address."""

import json
import re
from collections.abc import Callable

import pytest

from app.cases.actions.taking import take_next
from app.extensions import db
from app.labels.actions import correct
from app.posts.models import Post
from app.questions.actions.accepting import accept
from app.questions.actions.answering import comment, withdraw
from app.questions.actions.official import make_official
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]
PLACES = re.compile(r'<article class="post answer[^"]*" id="post-(\d+)"')


@pytest.fixture
def long(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Seven answers, three a page. The official one and the accepted one were written last, a corrected one first."""
    monkeypatch.setattr("app.questions.paging.PER_PAGE", 3)
    monkeypatch.setattr("app.questions.thread.PER_PAGE", 3)
    ids = {}
    with world.acting("ann") as ann:
        ids["question"] = make.question(ann, title="What works?").id
    for number in range(5):
        with world.acting("ben" if number else "eve") as by:
            ids[f"a{number}"] = make.answer(by, question_by_id(ids["question"]), body=f"Idea {number}.").id
    with world.acting("eve") as eve:
        ids["accepted"] = make.answer(eve, question_by_id(ids["question"]), body="This one.").id
    with world.acting("sam") as sam:
        assert take_next(sam) is not None, "six answers and no word of the asker called staff"
        ids["official"] = make.answer(sam, question_by_id(ids["question"]), body="We say.").id
        make_official(sam, visible_answer(sam, ids["official"]), scope="All", evidence="Manual")
    with world.acting("gus") as gus:
        correct(gus, visible_answer(gus, ids["a0"]), fact="It does not.", evidence="Lab")
    with world.acting("ben") as ben:
        question = question_by_id(ids["question"])
        ids["on_last"] = comment(ben, db.session.get_one(Post, ids["a0"]), question, body="On the last.").id
        ids["on_question"] = comment(ben, question, question, body="On the question.").id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, ids["accepted"]))
    return ids


def test_every_answer_once_and_the_best_first(world: World, visitor: Visitor, long: dict[str, int]) -> None:
    address = f"/questions/{long['question']}/what-works"
    pages = [visitor.text(address), visitor.text(f"{address}?page=2"), visitor.text(f"{address}?page=3")]
    read = [[int(number) for number in PLACES.findall(page)] for page in pages]
    assert read[0][:2] == [long["official"], long["accepted"]]
    assert read[2] == [long["a0"]], "what was corrected is read last"
    everything = [number for page in read for number in page]
    assert sorted(everything) == sorted(long[name] for name in long if name[0] in "ao" and "on_" not in name)
    assert all("7 answers" in page for page in pages)
    assert [f'id="post-{long["on_question"]}"' in page for page in pages] == [True, False, False]
    assert [f'id="post-{long["on_last"]}"' in page for page in pages] == [False, False, True]
    assert all(page.index("Asked by a member") < page.index("Since last week") for page in pages)


def test_each_page_has_its_address_and_its_neighbours(world: World, visitor: Visitor, long: dict[str, int]) -> None:
    address = f"/questions/{long['question']}/what-works"
    for number, page_address in ((1, address), (2, f"{address}?page=2"), (3, f"{address}?page=3")):
        page = visitor.text(page_address)
        assert f'<link rel="canonical" href="http://127.0.0.1{page_address}">' in page
        assert (f'rel="next" href="{address}?page={number + 1}"' in page) == (number < 3)
        assert ('rel="prev"' in page) == (number > 1)
        assert ("application/ld+json" in page) == (number == 1)
        assert 'name="robots"' not in page
    assert f"{long['question']}/fresh?after={max(long.values())}" in visitor.text(f"{address}?page=2")
    data = json.loads(visitor.text(address).split('application/ld+json">')[1].split("</script>")[0])
    assert data["mainEntity"]["answerCount"] == 7


@pytest.mark.parametrize(
    ("name", "page"), [("official", ""), ("a0", "?page=3"), ("on_last", "?page=3"), ("on_question", "")]
)
def test_a_posts_own_address_leads_to_its_page(
    world: World, visitor: Visitor, long: dict[str, int], name: str, page: str
) -> None:
    place = f"/questions/{long['question']}/what-works{page}#post-{long[name]}"
    assert visitor.get(f"/posts/{long[name]}").location == place


def test_after_a_press_the_way_leads_to_where_the_answer_is_then(
    world: World, long: dict[str, int], browser_of: Opened
) -> None:
    ann = browser_of("ann")
    last = next(name for name in ("a1", "a2", "a3", "a4") if "page=2" in ann.get(f"/posts/{long[name]}").location)
    answer = ann.post(f"/answers/{long[last]}/acceptance")
    assert answer.location == f"/posts/{long[last]}"
    assert "page" not in ann.get(answer.location).location


@pytest.mark.parametrize(
    ("query", "status", "where"),
    [
        ("page=1", 301, ""),
        ("page=9", 302, "?page=3"),
        ("page=9999", 302, "?page=3"),
        ("page=0", 422, None),
        ("page=-1", 422, None),
        ("page=x", 422, None),
        ("page=99999", 422, None),
        ("page=2&page=3", 422, None),
        ("page=", 422, None),
    ],
)
def test_pages_that_there_are_not(
    world: World, visitor: Visitor, long: dict[str, int], query: str, status: int, where: str | None
) -> None:
    address = f"/questions/{long['question']}/what-works"
    answer = visitor.get(f"{address}?{query}")
    assert answer.status_code == status
    if where is not None:
        assert answer.location == address + where


def test_a_wrong_title_in_the_address_keeps_the_page(world: World, visitor: Visitor, long: dict[str, int]) -> None:
    answer = visitor.get(f"/questions/{long['question']}/other?page=2")
    assert (answer.status_code, answer.location) == (301, f"/questions/{long['question']}/what-works?page=2")


def test_a_short_thread_has_one_page(world: World, visitor: Visitor, long: dict[str, int]) -> None:
    for name in ("a1", "a2", "a3", "a4"):
        with world.acting("ben") as ben:
            withdraw(ben, visible_answer(ben, long[name]))
    address = f"/questions/{long['question']}/what-works"
    assert visitor.get(f"{address}?page=3").location == address
    assert "Page 1 of" not in visitor.text(address)


def test_what_happened_is_told_the_same_on_every_page(world: World, visitor: Visitor, long: dict[str, int]) -> None:
    address = f"/questions/{long['question']}/what-works"
    stories = [re.findall(r"First answer[^<]*", visitor.text(address + page)) for page in ("", "?page=2", "?page=3")]
    assert stories == [["First answer, by a member"]] * 3
