"""Tries are counted even when the request is refused, and however many arrive at once."""

from datetime import timedelta
from threading import Thread

import pytest
from flask import Flask

from app.accounts import limits
from app.accounts.jobs import tidy
from app.accounts.models import Attempt, SignIn
from app.activity.models import Submission
from app.extensions import db
from app.kit import edge
from app.kit.clock import at, now
from app.kit.errors import TooMany
from app.questions.models import HeldQuestion
from tests.accounts.steps import count, register
from tests.visiting import Visitor
from tests.world import PASSWORD, World


def _try(visitor: Visitor, email: str, password: str = "wrong"):
    return visitor.post("/sign-in", {"email": email, "password": password}, form_at="/sign-in")


def test_the_eleventh_try_is_told_to_wait(world: World, visitor: Visitor) -> None:
    for _each in range(10):
        assert _try(visitor, "ann@example.org").status_code == 422
    refused = _try(visitor, "ann@example.org", PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 301
    assert "Wait 5 min, then try again." in refused.get_data(as_text=True)
    with at(now() + timedelta(minutes=5, seconds=2)):
        assert _try(visitor, "ann@example.org", PASSWORD).status_code == 302


def test_a_place_is_limited_across_accounts_and_an_account_across_places(world: World) -> None:
    with world.looking():
        for number in range(10):
            limits.take(limits.sign_in(f"somebody{number}@example.org", "192.0.2.1"))
        with pytest.raises(TooMany):
            limits.take(limits.sign_in("ann@example.org", "192.0.2.1"))
        for number in range(10):
            limits.take(limits.sign_in("ben@example.org", f"198.51.100.{number}"))
        with pytest.raises(TooMany):
            limits.take(limits.sign_in("BEN@example.org ", "203.0.113.1"))
        limits.take(limits.sign_in("ann@example.org", "203.0.113.1"))


def test_one_customer_s_network_is_one_place() -> None:
    assert limits.place("2001:db8:1:2:aaaa::1") == limits.place("2001:db8:1:2:ffff::9") == "2001:db8:1:2::"
    assert limits.place("2001:db8:1:3::1") != limits.place("2001:db8:1:2::1")
    assert limits.place("192.0.2.7") == "192.0.2.7"


def test_signing_in_gives_the_tries_back(world: World) -> None:
    for _each in range(12):
        Visitor(world.app).signed_in_as("ann@example.org")
    assert count(world.app, Attempt) == 0


def test_unknown_addresses_are_limited_alike(world: World, visitor: Visitor) -> None:
    answers = [_try(visitor, "nobody@example.org").status_code for _each in range(11)]
    assert answers == [422] * 10 + [429]


def test_five_reset_mails_a_day(world: World, visitor: Visitor) -> None:
    for email in ("ann@example.org", "nobody@example.org"):
        answers = [visitor.post("/password-reset", {"email": email}, form_at="/password-reset") for _each in range(6)]
        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        assert "Try again in 24 h." in answers[-1].get_data(as_text=True)


def test_registrations_and_confirmations_are_limited_per_place(world: World, visitor: Visitor) -> None:
    limit = limits.MAILS_FROM_ONE_PLACE[0]
    with world.looking():
        for number in range(limit):
            limits.take(limits.mail("register", f"n{number}@example.org", "127.0.0.1"))
            limits.take(limits.mail("confirm", f"n{number}@example.org", "127.0.0.1"))
    assert register(visitor).status_code == 429
    assert visitor.post("/confirmation", {"email": "a@example.org"}, form_at="/confirmation").status_code == 429


def _many_at_once(app: Flask, how_many: int) -> int:
    """How many of so many simultaneous tries on one account are let in."""
    passed: list[bool] = []

    def one() -> None:
        with app.app_context():
            try:
                limits.take(limits.sign_in("ann@example.org", "192.0.2.1"))
                passed.append(True)
            except TooMany:
                pass
            finally:
                db.session.remove()

    threads = [Thread(target=one) for _each in range(how_many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(passed)


def test_tries_at_once_are_counted_one_by_one(world: World) -> None:
    assert _many_at_once(world.app, 16) == 10


def test_guessing_one_s_own_password_is_limited_too(world: World) -> None:
    visitor = Visitor(world.app).signed_in_as("ann@example.org")
    path = "/settings/password"
    answers = [
        visitor.post(path, {"current": "wrong", "password": "seven wet paper boats"}, form_at=path).status_code
        for _each in range(11)
    ]
    assert answers == [422] * 10 + [429]


def test_tidying(world: World) -> None:
    long_ago, lately = now() - timedelta(days=40), now() - timedelta(hours=1)
    ann = world.ids["ann"]
    with world.acting("ann"):
        for moment, name in ((long_ago, "old"), (lately, "new")):
            db.session.add(Attempt(key=name, at=moment))
            db.session.add(Submission(token=name, at=moment, result_url="/"))
            db.session.add(SignIn(user_id=ann, digest=name, created_at=moment, seen_at=moment))
            db.session.add(HeldQuestion(reference=name, email="g@example.org", name="G", content="{}", at=moment))
        db.session.add(SignIn(user_id=ann, digest="ended", seen_at=lately, revoked_at=now() - timedelta(days=8)))
    with world.app.app_context(), edge.transaction():
        tidy()
        tidy()
    for model in (Attempt, Submission, SignIn, HeldQuestion):
        assert count(world.app, model) == 1, model
