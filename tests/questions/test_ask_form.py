"""The page for asking: what a member sees and sends, and what happens to what cannot be taken."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.cases.models import PrivateDetails
from app.extensions import db
from app.kit.clock import now
from app.posts.kinds import Standing
from app.questions.models import Draft, Question, ShownBeforeAsking
from app.questions.queries import question_by_id
from tests import make
from tests.questions.asking_forms import ASK, ask, counted, filled
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]
DETAILS = "canary-order-4711"


def newest(world: World) -> Question:
    return question_by_id(db.session.scalar(select(Question.id).order_by(Question.id.desc())))


def test_a_member_asks(world: World, browser_of: Opened) -> None:
    answer = ask(browser_of("ann"), private=DETAILS)
    assert answer.status_code == 302
    with world.looking():
        question = newest(world)
        assert answer.location.startswith(f"/questions/{question.id}/")
        assert (question.title, question.author_id) == ("The router loses its line", world.ids["ann"])
        assert (question.product.name, question.version.name) == ("Router X200", "firmware 4.2")
        assert [tag.slug for tag in question.tags] == ["wifi"]
        assert question.language == "en"
        assert DETAILS not in question.source + question.html + question.text
        assert db.session.get_one(PrivateDetails, question.id).text == DETAILS


def test_the_language_is_guessed_from_the_text_unless_it_is_chosen(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    ask(ann, title="Il router non si collega", body="Da ieri la luce è rossa e non so che cosa fare.")
    with world.looking():
        assert newest(world).language == "it"
    ask(ann, language="it")
    with world.looking():
        assert newest(world).language == "it"
    ask(ann, title="X200 E47", body="E47 E47")
    with world.looking():
        assert newest(world).language == "en"


def test_what_will_happen_is_said_before_pressing_ask(world: World, visitor: Visitor) -> None:
    page = visitor.text(ASK)
    promise, button = page.index("The community answers first."), page.index(">Ask</button>")
    assert promise < button
    assert "Acme Support takes over and replies by" in page
    assert "Only staff read this" in page


def test_every_word_of_the_page_is_italian_for_italians(visitor: Visitor, world: World) -> None:
    page = visitor.get(ASK, headers={"Accept-Language": "it"}).get_data(as_text=True)
    for words in ("Fai una domanda", "Che cosa succede?", "Dettagli privati", "Prima risponde la community."):
        assert words in page
    for words in ("Private details", "What happens", "Check for similar", "You have no account"):
        assert words not in page


BAD: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "Give it a title"),
    ({"title": "  \u200b "}, "Give it a title"),
    ({"title": "x" * 151}, "At most 150 characters."),
    ({"body": ""}, "Write something first."),
    ({"body": "y" * 30_001}, "At most 30000 characters."),
    ({"category": ""}, "Choose where your question belongs."),
    ({"category": "99"}, "Not a valid choice"),
    ({"category": "one"}, "Not a valid choice"),
    ({"product": "v99"}, "Not a valid choice"),
    ({"product": "1; DROP"}, "Not a valid choice"),
    ({"tags": ["1", "77"]}, "not a valid choice"),
    ({"language": "tlh"}, "Not a valid choice"),
    ({"private": "z" * 5_001}, "At most 5000 characters."),
    ({"title": ["one", "two"]}, "This was sent twice; send it once."),
    ({"csrf_token": "stale"}, "Nothing is lost: look it over and send it again."),
]


@pytest.mark.parametrize(("fields", "sentence"), BAD)
def test_what_cannot_be_taken_comes_back_with_a_sentence(
    world: World, browser_of: Opened, fields: dict[str, Any], sentence: str
) -> None:
    given = filled(**{"body": "I typed this for ten minutes.", "private": "AB-77", **fields})
    answer = browser_of("ann").post(ASK, given, form_at=ASK)
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert sentence.lower() in page.lower()
    if "body" not in fields:
        assert "I typed this for ten minutes." in page
    if "private" not in fields:
        assert "AB-77" in page
    assert counted(world) == (0, 0)


def test_a_field_that_is_missing_is_said_or_not_needed(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    token = ann.token(ASK)
    bare = {"csrf_token": token, "title": "Only this", "body": "and this", "category": "1"}
    assert ann.client.post(ASK, data={key: bare[key] for key in ("csrf_token", "title", "body")}).status_code == 422
    assert ann.client.post(ASK, data=bare).status_code == 302
    assert counted(world) == (1, 0)


def test_at_most_five_topics_and_only_known_ones(world: World, browser_of: Opened) -> None:
    from app.catalogue.models import Tag

    with world.acting("ada"):
        db.session.add_all(Tag(slug=f"topic-{number:02}") for number in range(40))
    ann = browser_of("ann")
    many = ask(ann, tags=["1", "2", "3", "4", "5"], more_tags="topic-39").get_data(as_text=True)
    unknown = ask(ann, more_tags="topic-39, nonsense").get_data(as_text=True)
    assert "At most 5 tags." in many
    assert "There is no topic called “nonsense”." in unknown
    assert "topic-39, nonsense" in unknown
    assert ask(ann, more_tags="Topic-39").status_code == 302
    with world.looking():
        assert [tag.slug for tag in newest(world).tags] == ["topic-39", "wifi"]


def test_pressing_twice_asks_once(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    form = {**filled(), "once": "the-same-form", "csrf_token": ann.token(ASK)}
    first, second = ann.client.post(ASK, data=form), ann.client.post(ASK, data=form)
    assert first.status_code == second.status_code == 302
    assert first.location == second.location
    assert counted(world) == (1, 0)


def test_the_first_day_has_an_end_to_questions_and_keeps_the_text(world: World, browser_of: Opened) -> None:
    new = browser_of("new")
    for _ in range(3):
        assert ask(new).status_code == 302
    answer = ask(new, body="Typed with care, the fourth time.", private="only staff")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 429
    assert "On the first day you can ask 3 questions." in page
    assert "Typed with care, the fourth time." in page
    assert "only staff" in page
    assert counted(world) == (3, 0)


def test_a_suspended_member_is_told_why(world: World, browser_of: Opened) -> None:
    ben = browser_of("ben")
    form = {**filled(), "csrf_token": ben.token(ASK)}
    with world.acting("ada"):
        db.session.get_one(User, world.ids["ben"]).suspended_until = now().replace(year=2040)
    assert "suspended" in ben.get(ASK).get_data(as_text=True)
    assert ben.get(ASK).status_code == 403
    answer = ben.client.post(ASK, data=form)
    assert answer.status_code == 403
    assert "suspended" in answer.get_data(as_text=True)
    assert counted(world) == (0, 0)


def test_a_search_that_found_nothing_carries_its_words_over(world: World, visitor: Visitor) -> None:
    page = visitor.text(f"{ASK}?title=red+light+<b>&product=router-x200&category=broadband&tag=wifi")
    assert 'value="red light &lt;b&gt;"' in page
    assert '<option selected value="p1">' in page
    assert 'checked id="tags-' in page
    assert visitor.get(f"{ASK}?title={'x' * 400}").status_code == 200


def test_i_still_have_this_problem_links_the_earlier_question(world: World, browser_of: Opened) -> None:
    with world.acting("ben") as ben:
        earlier = make.question(ben, title="Red light after the update").id
    ann = browser_of("ann")
    page = ann.text(f"{ASK}?earlier={earlier}")
    assert "Red light after the update" in page
    assert f'name="earlier" type="hidden" value="{earlier}"' in page
    ask(ann, earlier=str(earlier))
    with world.looking():
        assert newest(world).earlier_id == earlier


@pytest.mark.parametrize("earlier", ["0", "999", "-1", "x", "1e3", "9" * 30])
def test_an_earlier_question_that_is_not_there(world: World, browser_of: Opened, earlier: str) -> None:
    ann = browser_of("ann")
    assert ann.get(f"{ASK}?earlier={earlier}").status_code == 404
    assert ask(ann, earlier=earlier).status_code == 302
    with world.looking():
        assert newest(world).earlier_id is None


def test_what_was_shown_and_opened_is_kept_with_the_question(world: World, browser_of: Opened) -> None:
    with world.acting("ben") as ben:
        question, two, hidden = make.question(ben), make.question(ben).id, make.question(ben)
        one, hidden.standing = question.id, Standing.HIDDEN
        unseen = hidden.id
    with world.acting("eve") as eve:
        answer = make.answer(eve, question_by_id(one)).id
    sent = [str(number) for number in (one, two, two, unseen, answer, 999)]
    ask(browser_of("ann"), shown=[*sent, "x", "-4"], opened=[str(two)])
    with world.looking():
        kept = db.session.scalars(select(ShownBeforeAsking).order_by(ShownBeforeAsking.post_id))
        assert [(row.post_id, row.opened) for row in kept] == [(one, False), (two, True)]


def test_checking_for_similar_questions_loses_nothing(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    answer = ask(ann, step="similar", title="", body="Half written", private="S/N 12", category="")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Half written" in page
    assert "S/N 12" in page
    assert "Write a title first" in page
    assert 'class="error"' not in page
    assert counted(world) == (0, 0)


def test_similar_questions_as_a_fragment_for_scripts(world: World, visitor: Visitor) -> None:
    for words in ("", "x", "router light red", "y" * 5000, "' OR 1=1 --", "\x00"):
        answer = visitor.get("/questions/similar", query_string={"q": words})
        assert answer.status_code == 200
        assert "<html" not in answer.get_data(as_text=True)


def test_a_new_question_throws_its_draft_away(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    ann.post("/drafts/ask", {"title": "Half", "body": "Unfinished"})
    assert "Unfinished" in ann.text(ASK)
    ask(ann)
    with world.looking():
        assert db.session.scalars(select(Draft)).all() == []
    assert "Unfinished" not in ann.text(ASK)


def test_a_community_without_categories_says_so(world: World, visitor: Visitor) -> None:
    with world.acting("ada"):
        for category in db.session.scalars(select(make.Category)):
            category.closed_at = now()
    page = visitor.text(ASK)
    assert "Asking is not open yet" in page
    assert "<textarea" not in page
