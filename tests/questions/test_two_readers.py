"""Two readers of one thread: neither sees what the other did or may do, whoever reads first, also in one process."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import update

from app.accounts.models import SignIn
from app.extensions import db
from app.kit.clock import now
from app.posts.kinds import Standing
from app.questions.actions import answering, following
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.visiting import Visitor
from tests.world import World

Browser = Callable[[str], Visitor]
OWN_TOKENS = re.compile(r'name="(?:csrf_token|once)" (?:id="\w+" )?value="([^"]+)"')
SEEN_BY = {
    "a shorter cable": {"ben", "mia"},
    "Put back": {"ben"},
    "the hidden answer": {"mia"},
    "Merge…": {"mia"},
    "As a moderator": {"mia"},
    "For Acme, as Acme Support": {"gus"},
    "For which product and versions": {"gus", "mia"},
    "This solved it": {"ann"},
    "Waiting for your word": {"ann"},
    '/vote/undo"': {"ben"},
    "/subscription/undo": {"ben", "ann"},
}
"""What only some readers find on the page."""


@pytest.fixture
def thread(world: World) -> str:
    with world.acting("ann") as ann:
        question_id = make.question(ann).id
    with world.acting("eve") as eve:
        voted = make.answer(eve, question_by_id(question_id), "Set the line profile to stable.").id
        hidden = make.answer(eve, question_by_id(question_id), "This is the hidden answer.").id
    with world.acting("ben") as ben:
        withdrawn = make.answer(ben, question_by_id(question_id), "Take a shorter cable.").id
        answering.withdraw(ben, visible_answer(ben, withdrawn))
        following.vote(ben, visible_answer(ben, voted))
        following.follow(ben, question_by_id(question_id))
    with world.acting("mia") as mia:
        visible_answer(mia, hidden).standing = Standing.HIDDEN
    return f"/questions/{question_id}"


@pytest.mark.parametrize("order", list(permutations(("ben", "mia", "gus"))) + [("ann", "new"), ("new", "ann")])
def test_each_sees_their_own_and_nothing_of_another(
    world: World, thread: str, browser_of: Browser, order: tuple[str, ...]
) -> None:
    browsers = {name: browser_of(name) for name in order}
    tokens: dict[str, set[str]] = {}
    for name in (*order, order[0]):
        html = browsers[name].get(thread, follow_redirects=True).get_data(as_text=True)
        for word, people in SEEN_BY.items():
            assert (word in html) is (name in people), (name, word)
        tokens.setdefault(name, set()).update(OWN_TOKENS.findall(html))
    for one, other in permutations(order, 2):
        assert tokens[one]
        assert not tokens[one] & tokens[other], f"{one} got a token of {other}"


def test_a_guest_between_two_members_sees_neither(
    world: World, thread: str, visitor: Visitor, browser_of: Browser
) -> None:
    ben, mia = browser_of("ben"), browser_of("mia")
    pages = []
    for reader in (visitor, ben, visitor, mia, visitor):
        html = reader.get(thread, follow_redirects=True).get_data(as_text=True)
        if reader is visitor:
            pages.append(html)
    assert pages[0] == pages[1] == pages[2]
    assert not any(word in pages[0] for word in SEEN_BY)
    assert "csrf_token" not in pages[0]


def test_suspended_or_signed_out_is_seen_on_the_next_page(world: World, thread: str, browser_of: Browser) -> None:
    ben, eve = browser_of("ben"), browser_of("eve")
    assert "Your answer" in ben.get(thread, follow_redirects=True).get_data(as_text=True)
    with world.acting("ada"):
        world.person("ben").suspended_until = now() + timedelta(days=1)
    html = ben.get(thread, follow_redirects=True).get_data(as_text=True)
    assert 'data-draft="answer-' not in html
    assert 'formaction="/posts/' not in html, "nor may they vote"
    assert not re.search(r'"/questions/\d+/(too|subscription)"', html), "nor say that they have it, nor follow"
    with world.acting("ada"):
        db.session.execute(update(SignIn).where(SignIn.user_id == world.ids["eve"]).values(revoked_at=now()))
    assert "Sign out" not in eve.get(thread, follow_redirects=True).get_data(as_text=True)
