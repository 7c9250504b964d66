"""What a customer told staff alone does not come into the thread by the hand of staff, whichever way they write there."""

import pytest
from sqlalchemy import select

from app.cases.actions.fields import give_fields
from app.cases.actions.opening import attach_private_details
from app.cases.actions.taking import take_next
from app.cases.customer.models import Field
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit.errors import Invalid
from app.posts.models import Post
from app.questions.actions.answering import answer, comment, edit
from app.questions.queries import question_by_id
from tests import make
from tests.cases.private import called, signed_in
from tests.world import World

ORDER = "AC-77120"
LEAK = f"Your order {ORDER.lower()} is replaced."


@pytest.fixture
def case(world: World) -> tuple[int, str]:
    """A question whose case gus has, and its reference; ann gave an order number."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        attach_private_details(ann, question, text="Thank you\nFlat 4711")
        request_staff(ann, question, reason="We cannot work")
        number = question.id
    with world.acting("gus") as gus:
        reference = str(take_next(gus).reference)
    with world.acting("ann") as ann:
        give_fields(ann, called(reference), values={Field.ORDER: ORDER})
    return number, reference


def written(world: World) -> str:
    with world.looking():
        return " ".join(db.session.scalars(select(Post.source)))


@pytest.mark.parametrize("words", [LEAK, "As ann@example.org wrote.", "We come to flat 4711."])
def test_by_a_public_answer(world: World, case: tuple[int, str], words: str) -> None:
    gus, (number, reference) = signed_in(world, "gus"), case
    for path, form_at in (
        (f"/cases/{reference}/public", f"/cases/{reference}?to=public"),
        (f"/questions/{number}/answer", None),
    ):
        answered = gus.post(path, {"body": words, "scope": "", "role": "agent"}, form_at=form_at or path)
        page = answered.get_data(as_text=True)
        assert (answered.status_code, "it has something private in it" in page, words in page) == (422, True, True)
    assert words not in written(world)


def test_by_a_comment_or_an_edit(world: World, case: tuple[int, str]) -> None:
    with world.acting("gus") as gus:
        question = question_by_id(case[0])
        with pytest.raises(Invalid, match="private"):
            comment(gus, question, question, body=LEAK)
        posted = answer(gus, question, body="It is on its way. Thank you").id
    with world.acting("gus") as gus, pytest.raises(Invalid, match="private"):
        edit(gus, db.session.get_one(Post, posted), body=LEAK, seen_revision=1)
    assert LEAK not in written(world)


def test_what_stands_there_already_is_no_secret_of_theirs(world: World, case: tuple[int, str]) -> None:
    with world.acting("ann") as ann:
        said = comment(ann, question_by_id(case[0]), question_by_id(case[0]), body=LEAK).id
    with world.acting("mia") as mia:
        edit(mia, db.session.get_one(Post, said), body=f"{LEAK} Yes.", reason="A word more.", seen_revision=1)
    assert f"{LEAK} Yes." in written(world)


@pytest.mark.parametrize("name", ["ben", "mia"])
def test_to_whoever_cannot_read_the_case_a_refusal_would_tell(world: World, case: tuple[int, str], name: str) -> None:
    with world.acting(name) as person:
        comment(person, question_by_id(case[0]), question_by_id(case[0]), body=LEAK)
    assert LEAK in written(world)


def test_the_customer_says_of_themself_what_they_want(world: World, case: tuple[int, str]) -> None:
    with world.acting("ann") as ann:
        comment(ann, question_by_id(case[0]), question_by_id(case[0]), body=LEAK)
    assert LEAK in written(world)
