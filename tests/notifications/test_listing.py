"""The list in the app: unread first, each quoted post below its label, nothing that may not be seen."""

import re

import pytest

from app.extensions import db
from app.kit.keyset import PAGE_SIZE
from app.notifications.models import Notification
from app.posts.actions import move_standing
from app.posts.events import PostEvent
from app.posts.kinds import Standing
from app.posts.models import Post
from tests.notifications.conftest import Signed
from tests.notifications.mails import Outbox, words_of, work
from tests.notifications.telling import answered, asked, followed_by
from tests.world import World

COMMUNITY = "Community answer · not reviewed by Acme"


def many(world: World, number: int, *, read: int = 0) -> None:
    with world.acting("ada") as ada:
        for place in range(number):
            db.session.add(
                Notification(
                    user_id=world.ids["ann"],
                    kind="spokesperson_granted",
                    url=f"/?n={place}",
                    read_at=ada.created_at if place < read else None,
                )
            )


def numbers(page: str) -> list[int]:
    return [int(found) for found in re.findall(r'href="/notifications/(\d+)"', page)]


def test_a_post_stands_below_its_label(world: World, signed: Signed) -> None:
    answered(world, asked(world))
    work(world.app)
    page = words_of(signed("ann").text("/notifications"))
    assert page.index(COMMUNITY) < page.index("Ben answered your question.") < page.index("Set the line profile")


def test_reading_one_leads_on_and_marks_it(world: World, signed: Signed) -> None:
    answer_id = answered(world, asked(world))
    work(world.app)
    ann = signed("ann")
    assert "New</span>" in ann.text("/notifications")
    (number,) = numbers(ann.text("/notifications"))
    answer = ann.get(f"/notifications/{number}")
    assert answer.headers["Location"] == f"/posts/{answer_id}"
    assert "New</span>" not in ann.text("/notifications")


def test_anothers_notification_is_not_there(world: World, signed: Signed) -> None:
    many(world, 1)
    ben = signed("ben")
    assert ben.get("/notifications/1").status_code == 404
    assert ben.get("/notifications/999").status_code == 404
    assert numbers(ben.text("/notifications")) == []
    assert "Nothing yet" in ben.text("/notifications")


def test_unread_first_page_by_page_each_once(world: World, signed: Signed) -> None:
    many(world, 2 * PAGE_SIZE + 5, read=10)
    ann, seen, path = signed("ann"), [], "/notifications"
    for _page in range(3):
        page = ann.text(path)
        seen += numbers(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = following[1].replace("&amp;", "&") if following else ""
    assert path == ""
    assert seen == [*range(45, 10, -1), *range(10, 0, -1)]


@pytest.mark.parametrize("after", ["x", "W10", "%00", "a" * 3000, "WyJhIiwgMV0"])
def test_a_damaged_page_address(world: World, signed: Signed, after: str) -> None:
    assert signed("ann").get(f"/notifications?after={after}").status_code == 422


def test_all_read_up_to_what_was_shown(world: World, signed: Signed) -> None:
    many(world, 3)
    ann = signed("ann")
    assert ann.post("/notifications/read", {"up_to": "2"}, form_at="/notifications").status_code == 302
    assert ann.text("/notifications").count("New</span>") == 1
    assert numbers(ann.text("/notifications")) == [3, 2, 1]


@pytest.mark.parametrize("up_to", ["", "x", "-1", "9" * 30, "²", "1.5"])
def test_a_strange_number_marks_nothing(world: World, signed: Signed, up_to: str) -> None:
    many(world, 1)
    ann = signed("ann")
    assert ann.post("/notifications/read", {"up_to": up_to}, form_at="/notifications").status_code == 422
    assert "New</span>" in ann.text("/notifications")


def test_what_was_hidden_since_is_not_quoted(world: World, signed: Signed) -> None:
    question_id = asked(world, title="canary title")
    followed_by(world, question_id, "eve")
    answer_id = answered(world, question_id, body="canary body")
    work(world.app)
    with world.acting("mia") as mia:
        for post_id in (answer_id, question_id):
            move_standing(mia, db.session.get_one(Post, post_id), Standing.HIDDEN, PostEvent.HIDDEN)
    page = signed("eve").text("/notifications")
    assert "Ben answered a question you follow." in page
    assert "canary" not in page


def test_nothing_of_a_hidden_thread_is_quoted_or_mailed(world: World, signed: Signed) -> None:
    question_id = asked(world, title="canary title")
    followed_by(world, question_id, "eve")
    answered(world, question_id, body="canary body")
    work(world.app)
    answered(world, question_id, by="new", body="canary later")
    with world.acting("mia") as mia:
        move_standing(mia, db.session.get_one(Post, question_id), Standing.HIDDEN, PostEvent.HIDDEN)
    before = len(Outbox(world.app).to("eve@example.org"))
    assert before == 1
    page = signed("eve").text("/notifications")
    assert "Ben answered a question you follow." in page
    assert "canary" not in page


def test_whoever_left_is_not_named(world: World, signed: Signed) -> None:
    answered(world, asked(world))
    work(world.app)
    with world.acting("ben") as ben:
        ben.closed_at, ben.display_name = ben.created_at, "canary-name"
    assert "A former member answered your question." in signed("ann").text("/notifications")


def test_a_page_costs_the_same_however_long(world: World, signed: Signed) -> None:
    from sqlalchemy import event

    ann, counted = signed("ann"), []
    question_id = asked(world)
    ann.text("/notifications")  # what a process keeps for every page is read with its first one
    for rounds in (1, 3):
        for _time in range(rounds):
            answered(world, question_id)
        work(world.app)
        statements: list[str] = []

        def note(_conn, _cursor, statement, *_rest, into=statements) -> None:
            into.append(statement)

        with world.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        ann.text("/notifications")
        event.remove(engine, "before_cursor_execute", note)
        counted.append(len(statements))
    assert counted[0] == counted[1]
