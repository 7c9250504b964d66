"""The outbox a test reads mails from, and people signed in without the sign-in page."""

import secrets
from collections.abc import Callable

import pytest
from flask import Flask

from app.accounts.models import SignIn
from app.extensions import db
from app.kit import edge
from app.kit.tokens import digest
from tests.notifications.mails import Outbox
from tests.visiting import Visitor
from tests.world import World

Signed = Callable[[str], Visitor]


def _browser_of(world: World, name: str) -> Visitor:
    token = secrets.token_urlsafe(16)
    with world.app.app_context(), edge.transaction():
        db.session.add(SignIn(digest=digest(token), user_id=world.ids[name]))
    visitor = Visitor(world.app)
    with visitor.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return visitor


@pytest.fixture
def signed(world: World) -> Signed:
    """`signed("gus")` is a browser in which that person is signed in."""
    return lambda name: _browser_of(world, name)


@pytest.fixture
def outbox(app: Flask) -> Outbox:
    return Outbox(app)
