"""What is similar, shown while a question is written: labelled, official first, and only what one may see."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.extensions import db
from app.knowledge.models import ArticleLink
from app.questions.actions.asking import withdraw
from app.questions.models import ShownBeforeAsking
from app.questions.queries import question_by_id
from app.search.upkeep import rebuild
from tests import make
from tests.questions.asking_forms import ASK, ask
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]
SIMILAR = "/questions/similar?q=Router+drops+the+line"


@pytest.fixture
def found(world: World) -> int:
    """A question that the index knows."""
    with world.acting("ben") as ben:
        number = make.question(ben).id
    with world.looking():
        rebuild()
    return number


def test_each_begins_with_its_label(found: int, visitor: Visitor) -> None:
    part = visitor.text(SIMILAR)
    assert "Look at these first" in part
    assert part.index("Asked by a member") < part.index("Router drops the line every evening")
    assert f'name="shown" value="{found}"' in part
    assert f'data-shown="{found}"' in part


def test_the_button_shows_them_without_scripts_and_what_was_shown_is_kept(
    world: World, found: int, browser_of: Opened
) -> None:
    ann = browser_of("ann")
    page = ask(ann, step="similar", title="Router drops the line", body="Half written").get_data(as_text=True)
    assert "Router drops the line every evening" in page
    assert "Half written" in page
    assert f'name="shown" value="{found}"' in page
    ask(ann, shown=[str(found)])
    with world.looking():
        assert db.session.scalars(select(ShownBeforeAsking.post_id)).all() == [found]
        assert db.session.scalars(select(ArticleLink)).all() == []


def test_words_of_a_search_bring_them_at_once(found: int, visitor: Visitor) -> None:
    assert "Router drops the line every evening" in visitor.text(f"{ASK}?title=Router+drops+the+line")


def test_what_was_taken_back_is_not_offered_as_an_answer(world: World, found: int, visitor: Visitor) -> None:
    with world.acting("ben") as ben:
        withdraw(ben, question_by_id(found))
    assert visitor.text(SIMILAR).strip() == ""


def test_asking_goes_on_without_an_index(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    assert ann.get(f"{ASK}?title=Router+drops+the+line").status_code == 200
    assert ann.text(SIMILAR).strip() == ""
    assert ask(ann).status_code == 302
