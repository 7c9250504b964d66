"""An account is closed after a case was put under another one: what goes is what is said in the leaver's own cases."""

import io

import pytest
from sqlalchemy import select

from app.accounts.actions.profile import close_account
from app.accounts.models import User
from app.cases.actions.requester import change_customer
from app.cases.actions.working import reply, reply_as_customer
from app.cases.customer.models import CaseFile, HeldCase
from app.cases.models import CaseMessage
from app.extensions import db
from app.images.models import Image
from tests.cases.private import BODY, called, opened_and_taken, signed_in
from tests.images.pictures import encoded
from tests.world import PASSWORD, World

LATER, OURS = "And it is Tom who writes now.", "We look into it."


@pytest.fixture
def moved(world: World) -> str:
    """A case that ann opened, with an image, and that is ben's now; both wrote in it, and so did gus."""
    reference = opened_and_taken(world)
    data = {"body": "A picture", "files": [(io.BytesIO(encoded()), "a.png")]}
    signed_in(world, "ann").post(f"/cases/{reference}/customer", data, form_at=f"/cases/{reference}")
    with world.acting("lea") as lea:
        change_customer(lea, called(reference), email=world.email("ben"), reason="It is his")
    with world.acting("ben") as ben:
        reply_as_customer(ben, called(reference), body=LATER)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body=OURS)
    return reference


def closes(world: World, name: str) -> None:
    with world.acting(name) as person:
        close_account(person, current=PASSWORD)


def said(reference: str) -> list[str]:
    query = select(CaseMessage.source).where(CaseMessage.case_id == called(reference).id)
    return list(db.session.scalars(query.order_by(CaseMessage.id)))


def erased(reference: str) -> list[bool]:
    query = select(Image.erased_at).join(CaseFile, CaseFile.image_id == Image.id)
    return [at is not None for at in db.session.scalars(query.where(CaseFile.case_id == called(reference).id))]


def test_all_words_of_the_leaver_s_case_go_whoever_wrote_them(world: World, moved: str) -> None:
    closes(world, "ben")
    with world.looking():
        assert said(moved) == ["", "", "", OURS]
        assert erased(moved) == [True]


def test_a_case_that_is_somebody_else_s_now_keeps_its_words(world: World, moved: str) -> None:
    closes(world, "ann")
    with world.looking():
        assert said(moved) == [BODY, "A picture", LATER, OURS]
        assert erased(moved) == [False]


def holds(world: World, email: str) -> None:
    with world.acting("ann"):
        db.session.add(HeldCase(email=email, name="Ann", content='{"body": "I forgot to sign in."}'))


def test_what_waits_for_the_leaver_s_address_goes_too(world: World) -> None:
    for email in ("ANN@example.org", world.email("ben")):
        holds(world, email)
    closes(world, "ann")
    with world.looking():
        assert list(db.session.scalars(select(HeldCase.email))) == [world.email("ben")]
        assert db.session.get_one(User, world.ids["ann"]).email is None
