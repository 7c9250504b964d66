"""A thread with something to decide in it, and people signed in."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.claims.models import Flag
from app.decisions.actions import report
from app.decisions.models import Ground
from app.extensions import db
from tests import make
from tests.visiting import Visitor
from tests.world import World

CLAIM = "All X200 routers of this batch are defective."
SignIn = Callable[[str], Visitor]


@pytest.fixture
def numbers(world: World) -> dict[str, int]:
    """Ann's question, Ben's answer that makes a claim, New's answer that is reported twice."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        claim = make.answer(world.person("ben"), question, body=f"Same here. {CLAIM} It came back.")
        spam = make.answer(world.person("new"), question, body="Buy my adapters, write to 555-0199.")
        first = report(ann, spam, ground=Ground.SPAM, text="He sells adapters.", good_faith=True)
        report(world.person("eve"), spam, ground=Ground.PERSONAL_DATA, text="A number stands in it.", good_faith=True)
        person = report(ann, world.person("new"), ground=Ground.SPAM, text="Nothing but ads.", good_faith=True)
        flag = db.session.scalars(select(Flag)).one()
        return {
            "question": question.id,
            "claim": claim.id,
            "spam": spam.id,
            "report": first.id,
            "person_report": person.id,
            "flag": flag.id,
        }


@pytest.fixture
def signed_in(app: Flask, world: World) -> SignIn:
    return lambda name: Visitor(app).signed_in_as(world.email(name))
