"""People signed in without the sign-in page."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.accounts.models import SignIn
from app.extensions import db
from app.kit import edge
from app.kit.tokens import digest
from tests.visiting import Visitor
from tests.world import World

Signed = Callable[[str], Visitor]


@pytest.fixture
def signed(app: Flask, world: World) -> Signed:
    """`signed("gus")` is a browser in which that person is signed in."""

    def sign_in(name: str) -> Visitor:
        token = f"token-of-{name}"
        with app.app_context(), edge.transaction():
            db.session.add(SignIn(digest=digest(token), user_id=world.ids[name]))
        visitor = Visitor(app)
        with visitor.client.session_transaction() as session:
            session["_user_id"] = token
            session["_fresh"] = True
        return visitor

    return sign_in
