"""Every act of a thread as a plain form, without scripts: done, refused, sent twice, sent too late, sent wrongly."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select

from app.activity.models import Event
from app.extensions import db
from app.kit import clock
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.actions import accepting, answering
from app.questions.models import Subscription
from app.questions.queries import question_by_id, visible_answer, visible_post
from app.questions.states import Level, State
from tests import make
from tests.visiting import Visitor
from tests.world import World

Browser = Callable[[str], Visitor]


class Thread:
    """Ann's question, Ben's answer, Eve's comment on it."""

    def __init__(self, world: World) -> None:
        with world.acting("ann") as ann:
            self.question = make.question(ann).id
        with world.acting("ben") as ben:
            self.answer = make.answer(ben, question_by_id(self.question)).id
        with world.acting("eve") as eve:
            on = visible_post(eve, self.answer)
            self.comment = answering.comment(eve, on, question_by_id(self.question), body="Which profile?").id
        self.address = f"/questions/{self.question}/router-drops-the-line-every-evening"

    def path(self, pattern: str) -> str:
        return pattern.format(q=self.question, a=self.answer, c=self.comment)

    def place(self, post_id: int) -> str:
        return f"{self.address}#post-{post_id}"


@pytest.fixture
def thread(world: World) -> Thread:
    return Thread(world)


def log_length(world: World) -> int:
    with world.looking():
        return db.session.scalar(select(func.count()).select_from(Event)) or 0


BUTTONS = [
    ("ann", "/answers/{a}/acceptance", "Marked as solved."),
    ("ann", "/answers/{a}/did-not-help", "Thank you for saying so."),
    ("ann", "/posts/{a}/vote", "this was useful to you"),
    ("ben", "/questions/{q}/too", "You are counted"),
    ("ben", "/questions/{q}/subscription", "You follow this question."),
    ("ann", "/questions/{q}/subscription/undo", "You no longer follow"),
    ("ben", "/posts/{a}/withdrawal", "Withdrawn."),
    ("eve", "/posts/{c}/withdrawal", "Withdrawn."),
    ("ann", "/posts/{q}/withdrawal", "Withdrawn."),
]


@pytest.mark.parametrize(("name", "path", "said"), BUTTONS)
def test_a_button_does_it_and_leads_back(
    world: World, thread: Thread, browser_of: Browser, name: str, path: str, said: str
) -> None:
    browser, before = browser_of(name), log_length(world)
    done = browser.post(thread.path(path))
    assert done.status_code == 302
    assert done.location.startswith(thread.address)
    assert said in unescape(browser.text(thread.address))
    assert log_length(world) > before


@pytest.mark.parametrize(("name", "path", "said"), BUTTONS)
def test_a_button_is_a_page_too(
    world: World, thread: Thread, browser_of: Browser, name: str, path: str, said: str
) -> None:
    """Whoever comes from a link, or after signing in, is asked once more; looking at the page changes nothing."""
    browser, before = browser_of(name), log_length(world)
    page = browser.text(thread.path(path))
    assert '<form class="form" method="post"' in page
    assert log_length(world) == before
    assert browser.post(thread.path(path), form_at=thread.path(path)).status_code == 302


@pytest.mark.parametrize(("name", "path", "said"), BUTTONS)
def test_an_expired_button_asks_again(
    world: World, thread: Thread, browser_of: Browser, name: str, path: str, said: str
) -> None:
    browser, before = browser_of(name), log_length(world)
    for token in ("", "stale", "x" * 5000):
        asked = browser.client.post(thread.path(path), data={"csrf_token": token})
        assert asked.status_code == 422
        page = asked.get_data(as_text=True)
        assert "This page had been open for too long." in page
        assert f'action="{thread.path(path)}"' in page
    assert log_length(world) == before
    fresh = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert fresh
    assert browser.client.post(thread.path(path), data={"csrf_token": fresh[1]}).status_code == 302


@pytest.mark.parametrize(
    ("do", "undo"),
    [
        (("ann", "/answers/{a}/acceptance"), "/answers/{a}/acceptance/undo"),
        (("ann", "/posts/{a}/vote"), "/posts/{a}/vote/undo"),
        (("ben", "/questions/{q}/too"), "/questions/{q}/too/undo"),
        (("ben", "/posts/{a}/withdrawal"), "/posts/{a}/withdrawal/undo"),
        (("eve", "/posts/{c}/withdrawal"), "/posts/{c}/withdrawal/undo"),
        (("ann", "/posts/{q}/withdrawal"), "/posts/{q}/withdrawal/undo"),
    ],
)
def test_what_is_done_can_be_undone(thread: Thread, browser_of: Browser, do: tuple[str, str], undo: str) -> None:
    browser = browser_of(do[0])
    assert browser.post(thread.path(do[1])).status_code == 302
    assert f'formaction="{thread.path(undo)}"' in browser.text(thread.address)
    assert browser.post(thread.path(undo)).status_code == 302
    assert f'formaction="{thread.path(undo)}"' not in browser.text(thread.address)


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("ben", "/answers/{a}/acceptance", 403),
        ("gus", "/answers/{a}/acceptance", 403),
        ("ben", "/answers/{a}/did-not-help", 403),
        ("ben", "/answers/{a}/acceptance/undo", 403),
        ("ann", "/answers/{a}/acceptance/undo", 409),
        ("ben", "/posts/{a}/vote", 403),
        ("gus", "/posts/{a}/vote", 403),
        ("ann", "/posts/{c}/vote", 404),
        ("ann", "/posts/{a}/withdrawal", 403),
        ("mia", "/posts/{a}/withdrawal", 403),
        ("ben", "/posts/{q}/withdrawal", 403),
        ("ben", "/posts/{a}/withdrawal/undo", 409),
        ("ann", "/questions/{q}/too", 403),
        ("ann", "/questions/{q}/reopening", 403),
        ("ben", "/questions/{q}/reopening", 403),
        ("ben", "/questions/{q}/staff-request", 403),
        ("ann", "/questions/{q}/needs-staff", 403),
        ("ann", "/posts/{a}/edit", 403),
        ("gus", "/posts/{a}/edit", 403),
        ("ann", "/answers/{q}/acceptance", 404),
        ("ann", "/answers/99/acceptance", 404),
        ("ann", "/posts/99/vote", 404),
        ("ann", "/questions/{a}/too", 404),
        ("ann", "/posts/{c}/comment", 404),
    ],
)
def test_refused_with_a_sentence_and_nothing_changes(
    world: World, thread: Thread, browser_of: Browser, name: str, path: str, status: int
) -> None:
    browser, before = browser_of(name), log_length(world)
    answer = browser.post(thread.path(path), {"reason": "Because.", "body": "Mine", "revision": "1"})
    assert answer.status_code == status
    assert "<h1>" in answer.get_data(as_text=True)
    assert log_length(world) == before


@pytest.mark.parametrize(
    "path", ["/answers/{a}/acceptance", "/posts/{a}/vote", "/posts/{a}/edit", "/posts/{a}/comment"]
)
def test_hidden_is_not_found(world: World, thread: Thread, browser_of: Browser, path: str) -> None:
    with world.acting("mia"):
        db.session.get(Post, thread.answer).standing = Standing.HIDDEN  # type: ignore[union-attr]
    assert browser_of("ann").post(thread.path(path)).status_code == 404
    assert browser_of("ann").get(thread.path("/posts/{a}/history")).status_code == 404


# Answering, commenting


def test_an_answer_without_scripts(thread: Thread, browser_of: Browser) -> None:
    browser = browser_of("eve")
    page = browser.text(thread.address)
    assert f'action="/questions/{thread.question}/answer"' in page
    once = re.search(r'name="once"[^>]*value="([^"]+)"', page)
    assert once
    data = {"body": "Use *Stable*.", "once": "my-own-token"}
    first = browser.post(f"/questions/{thread.question}/answer", data)
    assert "Thank you. Your answer is published." in browser.text(thread.address)
    second = browser.post(f"/questions/{thread.question}/answer", data)
    assert first.status_code == second.status_code == 302
    assert first.location == second.location
    assert first.location.startswith(f"{thread.address}#post-")
    assert browser.text(thread.address).count("Use <em>Stable</em>.") == 1


def test_a_comment_without_scripts(thread: Thread, browser_of: Browser) -> None:
    browser = browser_of("ann")
    done = browser.post(f"/posts/{thread.answer}/comment", {"body": "Found it."})
    assert done.location.startswith(f"{thread.address}#post-")
    assert browser.post(f"/posts/{thread.question}/comment", {"body": "By the way."}).status_code == 302
    assert (
        browser.text(thread.address).count("Member&#39;s comment")
        + browser.text(thread.address).count("Member's comment")
        >= 3
    )


def test_staff_choose_the_voice(thread: Thread, browser_of: Browser) -> None:
    browser = browser_of("gus")
    page = browser.text(f"/questions/{thread.question}/answer")
    assert "For Acme, as Acme Support" in page
    assert 'value="Router X200"' in page
    browser.post(f"/questions/{thread.question}/answer", {"body": "For us.", "role": "agent", "scope": "X200 4.2"})
    browser.post(f"/questions/{thread.question}/answer", {"body": "For me.", "role": "employee"})
    html = re.sub(r"</?b>", "", browser.text(thread.address))
    assert "Acme Support · Gus" in html
    assert "for X200 4.2" in html
    assert "Acme employee · personal view" in html
    for role in ("lead", "moderator", "member", "x"):
        sent = browser.post(f"/questions/{thread.question}/answer", {"body": "As somebody else.", "role": role})
        assert sent.status_code == 422
    assert "For Acme" not in browser_of("ben").text(f"/questions/{thread.question}/answer")


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/questions/{q}/answer", {"body": ""}),
        ("/questions/{q}/answer", {"body": " \n\u200b "}),
        ("/questions/{q}/answer", {}),
        ("/questions/{q}/answer", {"body": "x" * 30_001}),
        ("/questions/{q}/answer", {"body": ["One.", "Two."]}),
        ("/posts/{a}/comment", {"body": ""}),
        ("/posts/{a}/comment", {"body": "x" * 3001}),
        ("/posts/{a}/comment", {"body": ["One.", "Two."]}),
        ("/posts/{q}/edit", {"body": "New", "title": "", "revision": "1"}),
        ("/posts/{q}/edit", {"body": "New", "title": "x" * 151, "revision": "1"}),
        ("/posts/{q}/edit", {"body": "", "title": "New", "revision": "1"}),
        ("/posts/{q}/edit", {"body": "New", "title": "New"}),
        ("/posts/{q}/edit", {"body": "New", "title": "New", "revision": "one"}),
        ("/posts/{q}/edit", {"body": "New", "title": "New", "revision": "1", "reason": "x" * 201}),
        ("/questions/{q}/staff-request", {"reason": ""}),
        ("/questions/{q}/staff-request", {"reason": "x" * 501}),
    ],
)
def test_what_cannot_be_taken_comes_back(
    world: World, thread: Thread, browser_of: Browser, path: str, data: dict[str, object]
) -> None:
    browser, before = browser_of("ann"), log_length(world)
    sent = browser.post(thread.path(path), data)
    assert sent.status_code == 422
    html = unescape(sent.get_data(as_text=True))
    assert "to put right" in html
    for typed in data.values():
        text = typed[0] if isinstance(typed, list) else str(typed)
        if text.strip(" \n\u200b"):
            assert text[:3000] in html
    assert log_length(world) == before


def test_an_expired_form_keeps_the_text(world: World, thread: Thread, browser_of: Browser) -> None:
    browser, before = browser_of("ann"), log_length(world)
    for path in ("/questions/{q}/answer", "/posts/{a}/comment", "/questions/{q}/staff-request"):
        sent = browser.client.post(thread.path(path), data={"body": "My long text", "reason": "My long text"})
        assert sent.status_code == 422
        html = sent.get_data(as_text=True)
        assert "My long text" in html
        assert "had been open for too long" in html
    assert log_length(world) == before


# Editing and history


def test_an_edit_and_its_history(thread: Thread, browser_of: Browser, visitor: Visitor) -> None:
    browser = browser_of("ann")
    form = browser.text(f"/posts/{thread.question}/edit")
    assert "Since last week the connection is lost" in form
    sent = browser.post(
        f"/posts/{thread.question}/edit",
        {"title": "Router drops the line", "body": "It is lost around <b>ten</b>.", "reason": "time", "revision": "1"},
    )
    assert sent.location == f"/questions/{thread.question}/router-drops-the-line"
    html = visitor.text(f"/posts/{thread.question}/history")
    assert "Version 2" in html
    assert "Version 1" in html
    assert "time" in html
    assert "<del>" in html
    assert "<ins>" in html
    assert "<b>ten</b>" not in html
    assert "History" in visitor.text(sent.location)
    late = browser.post(f"/posts/{thread.question}/edit", {"title": "T", "body": "Late", "revision": "1"})
    assert late.status_code == 409
    assert "Late" in late.get_data(as_text=True)


def test_erased_versions_stay_erased(world: World, thread: Thread, visitor: Visitor) -> None:
    from app.posts.actions import remove_personal_data

    with world.acting("mia") as mia:
        post = visible_post(mia, thread.question)
        remove_personal_data(mia, post, source="Without it.", title="Router", editor=mia)
    html = visitor.text(f"/posts/{thread.question}/history")
    assert "Erased, because it held personal data." in html
    assert "Since last week" not in html


def test_withdrawn_history_is_for_its_author(world: World, thread: Thread, browser_of: Browser) -> None:
    with world.acting("ben") as ben:
        answering.withdraw(ben, visible_answer(ben, thread.answer))
    assert browser_of("ann").get(f"/posts/{thread.answer}/history").status_code == 404
    assert browser_of("ben").get(f"/posts/{thread.answer}/history").status_code == 200


# Calling staff, reopening


def test_staff_early_with_a_reason_later_with_a_press(world: World, thread: Thread, browser_of: Browser) -> None:
    browser = browser_of("ann")
    page = browser.text(thread.address)
    assert f'href="/questions/{thread.question}/staff-request"' in page
    with clock.at(clock.now() + timedelta(hours=2)):
        assert f'formaction="/questions/{thread.question}/staff-request"' in browser.text(thread.address)
        assert browser.post(f"/questions/{thread.question}/staff-request").status_code == 302
        assert "Staff have it now." in browser.text(thread.address)
    with world.looking():
        assert question_by_id(thread.question).level is Level.STAFF
    assert browser.post(f"/questions/{thread.question}/staff-request", {"reason": "Again"}).status_code == 403


def test_the_reason_for_staff_is_private(thread: Thread, browser_of: Browser, visitor: Visitor) -> None:
    done = browser_of("ann").post(f"/questions/{thread.question}/staff-request", {"reason": "My contract is 4711."})
    assert done.status_code == 302
    for reader in (visitor, browser_of("ben"), browser_of("eve")):
        assert "4711" not in reader.text(thread.address)


def test_others_say_that_it_needs_staff(thread: Thread, browser_of: Browser) -> None:
    browser = browser_of("eve")
    assert "This needs staff…" in browser.text(thread.address)
    done = browser.post(f"/questions/{thread.question}/needs-staff", {"reason": "Only the network team can see it."})
    assert done.status_code == 302


def test_reopening(world: World, thread: Thread, browser_of: Browser) -> None:
    with world.acting("ann") as ann:
        accepting.accept(ann, visible_answer(ann, thread.answer))
    browser = browser_of("ann")
    html = browser.text(thread.address)
    assert "<strong>Solved.</strong>" in html
    assert f'href="/questions/{thread.question}/reopening"' in html
    assert browser.post(f"/questions/{thread.question}/reopening", {"reason": ""}).status_code == 422
    assert browser.post(f"/questions/{thread.question}/reopening", {"reason": "It came back."}).status_code == 302
    with world.looking():
        assert question_by_id(thread.question).state is State.OPEN
    with world.acting("ann") as ann:
        accepting.accept(ann, visible_answer(ann, thread.answer))
    with clock.at(clock.now() + timedelta(days=15)):
        assert f"/questions/ask?earlier={thread.question}" in browser.text(thread.address)


def test_staff_accept_for_an_absent_asker(world: World, browser_of: Browser) -> None:
    with clock.at(clock.now() - timedelta(days=8)):
        thread = Thread(world)
    browser = browser_of("gus")
    assert "Accept for the asker…" in browser.text(thread.address)
    path = f"/answers/{thread.answer}/acceptance"
    assert browser.post(path, {"reason": ""}).status_code == 422
    assert browser.post(path, {"reason": "Said so by phone."}).status_code == 302
    html = browser.text(thread.address)
    assert "Closed by staff for the asker" in html
    assert "Said so by phone." not in html


def test_who_says_what_to_follow(world: World, thread: Thread, browser_of: Browser) -> None:
    browser_of("ben").post(f"/questions/{thread.question}/too")
    with world.looking():
        assert db.session.get(Subscription, (thread.question, world.ids["ben"]))


# Preview


def test_a_preview_is_what_will_be_published(visitor: Visitor, world: World) -> None:
    shown = visitor.post("/preview", {"body": "**Bold** <script>alert(1)</script> [x](javascript:alert(1))"})
    html = shown.get_data(as_text=True)
    assert shown.status_code == 200
    assert "<strong>Bold</strong>" in html
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert visitor.client.post("/preview", data={"body": "x"}).status_code == 422
    assert visitor.post("/preview", {"body": "x" * 30_001}).status_code == 422
    assert visitor.get("/preview").status_code == 405
