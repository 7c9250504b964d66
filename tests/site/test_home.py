"""The home page: search first, what was corrected, who waits, and numbers that say what they count."""

import re
from datetime import timedelta
from xml.etree import ElementTree as Xml

import pytest

from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.actions.accepting import accept
from app.questions.numbers import confirmed_lately, confirmed_solved, first_answers
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.visiting import Visitor
from tests.world import World

WORDS = re.compile(r"<[^>]+>")


def words_of(page: str) -> str:
    return " ".join(WORDS.sub(" ", page).split())


def asked(world: World, by: str = "ann", **given: object) -> int:
    with world.acting(by) as person:
        return make.question(person, **given).id


def answered(world: World, number: int, by: str = "ben") -> int:
    with world.acting(by) as person:
        return make.answer(person, question_by_id(number)).id


def solved(world: World, title: str = "Solved one") -> int:
    number = asked(world, title=title)
    answer = answered(world, number)
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer))
    return number


def test_the_search_box_comes_first(world: World, visitor: Visitor) -> None:
    page = visitor.text("/")
    main = page[page.index('<main id="main"') :]
    assert main.index("What do you need help with?") < main.index('type="search"') < main.index("Router X200")
    assert page.count("<h1") == 1
    assert page.count('type="search"') == 1


def test_who_waits_and_what_was_solved_each_with_its_label(world: World, visitor: Visitor) -> None:
    asked(world, title="Waiting one")
    solved(world)
    page = words_of(visitor.text("/"))
    assert re.search(r"Waiting for an answer All that wait Asked by a member Waiting one .* Community until", page)
    assert "Recently solved All that are solved Asked by a member Solved one Solved" in page


def test_corrections_of_the_last_days_say_what_is_right(world: World, visitor: Visitor) -> None:
    number = asked(world, title="Is every hub defective?")
    answer = answered(world, number)
    with world.acting("ada"):
        fact = "Only lot 4471 is affected"
        db.session.merge(LabelRow(post_id=answer, status=Status.CORRECTED, fact=fact))
    page = visitor.text("/")
    assert "Acme's correction: Only lot 4471 is affected. Original below Is every hub" in words_of(page).replace(
        "&#39;", "'"
    )
    assert f'href="/posts/{answer}"' in page
    with clock.at(now() + timedelta(days=8)):
        assert "Only lot 4471" not in visitor.text("/")


@pytest.mark.parametrize("which", ["answer", "thread"])
def test_a_correction_of_something_hidden_is_not_shown(world: World, visitor: Visitor, which: str) -> None:
    number = asked(world)
    answer = answered(world, number)
    with world.acting("ada"):
        db.session.merge(LabelRow(post_id=answer, status=Status.CORRECTED, fact="canary fact"))
        db.session.get_one(Post, answer if which == "answer" else number).standing = Standing.HIDDEN
    assert "canary fact" not in visitor.text("/")


def test_too_few_is_said_and_no_number_is_shown(world: World, visitor: Visitor) -> None:
    for _ in range(9):
        answered(world, asked(world, by="gus"))
    page = words_of(visitor.text("/"))
    assert "too few to say until the first answer Counted: 9 answered of 9 asked in the last 7 days." in page
    assert "too few to say confirmed as solved" in page


def test_the_median_counts_first_answers_by_others(world: World) -> None:
    start = now() - timedelta(days=2)
    for minutes in range(1, 12):
        with clock.at(start):
            number = asked(world, by="gus")
            answered(world, number, by="gus")
        with clock.at(start + timedelta(minutes=minutes)):
            answered(world, number)
        with clock.at(start + timedelta(hours=5)):
            answered(world, number, by="eve")
    asked(world, by="gus")
    with clock.at(now() - timedelta(days=9)):
        answered(world, asked(world, by="gus"))
    with world.looking():
        found = first_answers()
    assert (found.asked, found.answered) == (12, 11)
    assert found.median is not None
    assert round(found.median.total_seconds() / 60) == 6


def test_solved_is_what_the_asker_confirmed_of_what_is_old_enough(world: World) -> None:
    with clock.at(now() - timedelta(days=20)):
        numbers = [asked(world, by="gus") for _ in range(8)] + [asked(world) for _ in range(4)]
        answers = [answered(world, number) for number in numbers]
        with world.acting("ann") as ann:
            for answer in answers[-3:]:
                accept(ann, visible_answer(ann, answer))
    with clock.at(now() - timedelta(days=10)), world.acting("lea") as lea:
        accept(lea, visible_answer(lea, answers[0]), reason="They wrote to us that it works.")
    solved(world)
    with world.looking():
        found = confirmed_solved()
        assert confirmed_lately() == found
    assert (found.asked, found.solved) == (12, 3)
    assert found.share == 0.25


def test_the_home_page_counts_what_is_confirmed_every_ten_minutes(world: World) -> None:
    start = now().replace(minute=20, second=30)
    with clock.at(start - timedelta(days=20)):
        number = asked(world)
        answer = answered(world, number)

    def counted(minutes: int) -> int:
        with clock.at(start + timedelta(minutes=minutes)), world.looking():
            return confirmed_lately().solved

    assert counted(0) == 0
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer))
    assert [counted(minutes) for minutes in (1, 9, 10)] == [0, 0, 1]


def test_home_in_italian_and_for_a_new_community(app: object, world: World, visitor: Visitor) -> None:
    page = visitor.get("/", headers={"Accept-Language": "it"}).get_data(as_text=True)
    for text in ("Come possiamo aiutarti?", "Descrivilo con parole tue", "In questo momento nessuno è in attesa."):
        assert text in page
    for text in ("Products", "Recently solved", "too few", "How we are doing"):
        assert text not in page


def test_machines_find_their_files(world: World, visitor: Visitor) -> None:
    number = asked(world, title="A & B")
    robots = visitor.text("/robots.txt")
    assert "Disallow: /questions/ask" in robots
    assert "Sitemap: http://127.0.0.1/sitemap.xml" in robots
    assert f"http://127.0.0.1/questions/{number}/a-b" in visitor.text("/sitemap-questions-0.xml")
    assert "http://127.0.0.1/products/router-x200" in visitor.text("/sitemap-pages.xml")
    search = Xml.fromstring(visitor.get("/opensearch.xml").get_data())
    url = search.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url is not None
    assert url.get("template") == "http://127.0.0.1/search?q={searchTerms}"
