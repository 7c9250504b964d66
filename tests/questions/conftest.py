"""For the pages of a thread: people who are signed in, threads ready to be read."""

import secrets
from collections.abc import Callable

import pytest

from app.accounts.models import SignIn
from app.extensions import db
from app.kit import edge
from app.kit.tokens import digest
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def browser_of(world: World) -> Callable[[str], Visitor]:
    """A browser in which somebody of the cast is signed in already."""

    def open_for(name: str) -> Visitor:
        token = secrets.token_urlsafe(16)
        with world.app.app_context(), edge.transaction():
            db.session.add(SignIn(digest=digest(token), user_id=world.ids[name]))
        visitor = Visitor(world.app)
        with visitor.client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return visitor

    return open_for
