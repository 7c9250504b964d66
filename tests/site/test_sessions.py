"""The session's cookie: written when something changed, and once a day, so that a browser in use stays signed in."""

from datetime import timedelta

from flask import Flask

from app.kit.clock import at, now
from tests.visiting import Visitor
from tests.world import World


def cookie_of(visitor: Visitor, path: str) -> str | None:
    return visitor.get(path).headers.get("Set-Cookie")


def test_a_page_that_changes_nothing_writes_no_cookie(world: World) -> None:
    ann = Visitor(world.app).signed_in_as("ann@example.org")
    assert "session=" in (cookie_of(ann, "/preferences") or ""), "the first form's token is new"
    assert cookie_of(ann, "/preferences") is None
    assert cookie_of(ann, "/") is None


def test_a_browser_in_use_stays_signed_in(world: World) -> None:
    ann = Visitor(world.app).signed_in_as("ann@example.org")
    ann.get("/preferences")
    with at(now() + timedelta(days=1, minutes=1)):
        assert "Expires=" in (cookie_of(ann, "/preferences") or "")
    assert cookie_of(ann, "/preferences") is None, "it is as old as the browser says, and that is new"


def test_a_session_of_the_former_secret_lives_on(world: World, app: Flask) -> None:
    ann, ben = (Visitor(app).signed_in_as(f"{name}@example.org") for name in ("ann", "ben"))
    app.config["SECRET_KEY_FALLBACKS"] = [app.secret_key]
    app.secret_key = "another"
    assert "Sign out" in ann.text("/"), "and this wrote it anew, with the new secret"
    app.config["SECRET_KEY_FALLBACKS"] = []
    assert "Sign out" in ann.text("/")
    assert "Sign out" not in ben.text("/")
