"""An order number that the asker writes into their thread later is asked about, once, before everybody can read it."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from app.questions.actions.answering import comment
from app.questions.queries import question_by_id
from app.questions.states import Trigger
from tests import make
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]
SECRET = "AB-4711-2026"
WORDS = f"It still drops. My order number is {SECRET}."
LEFT_IN = re.compile(r'name="left_in"[^>]*value="(\w*)"')


@pytest.fixture
def question_id(world: World) -> int:
    with world.acting("ann") as ann:
        return make.question(ann).id


def address(how: str, question_id: int) -> str:
    return f"/questions/{question_id}/answer" if how == "answer" else f"/posts/{question_id}/{how}"


def send(visitor: Visitor, path: str, how: str, **more: str) -> tuple[int, str]:
    given = {"body": WORDS, **more}
    if how == "edit":
        given = {"title": "Router drops the line every evening", "revision": "1", "reason": "", **given}
    answer = visitor.post(path, given, form_at=path)
    return answer.status_code, unescape(answer.get_data(as_text=True))


def is_public(visitor: Visitor, question_id: int) -> bool:
    return SECRET in visitor.text(visitor.get(f"/questions/{question_id}").headers["Location"])


@pytest.mark.parametrize("how", ["comment", "answer", "edit"])
def test_it_is_asked_about_once(world: World, visitor: Visitor, browser_of: Opened, question_id: int, how: str) -> None:
    ann, path = browser_of("ann"), address(how, question_id)
    status, page = send(ann, path, how)
    assert status == 422
    assert f"Everybody would read this: “My order number is {SECRET}”." in page
    assert WORDS in page
    assert not is_public(visitor, question_id)
    left = LEFT_IN.search(page)
    assert left is not None
    assert left[1]
    status, page = send(ann, path, how, left_in=left[1], body=f"{WORDS} And my phone: +39 333 123 4567.")
    assert status == 422, "other words are asked about again"
    assert send(ann, path, how, left_in=left[1])[0] == 302
    assert is_public(visitor, question_id)
    with world.looking():
        assert question_by_id(question_id).trigger is Trigger.SAFETY_OR_ACCOUNT


@pytest.mark.parametrize("how", ["comment", "answer"])
def test_others_are_not_asked(browser_of: Opened, question_id: int, how: str) -> None:
    assert send(browser_of("ben"), address(how, question_id), how)[0] == 302


def test_what_stood_there_before_is_not_asked_about(world: World, browser_of: Opened, question_id: int) -> None:
    with world.acting("ann") as ann:
        question = question_by_id(question_id)
        said = comment(ann, question, question, body=WORDS).id
    path = f"/posts/{said}/edit"
    body = WORDS.replace("It still drops.", "It still drops, every evening.")
    answer = browser_of("ann").post(path, {"body": body, "revision": "1", "reason": ""}, form_at=path)
    assert answer.status_code == 302
