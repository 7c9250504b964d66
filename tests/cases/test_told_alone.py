"""What a customer told staff alone does not come into the thread by the hand of staff, whichever way they write there."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select

from app.cases.actions.fields import give_fields
from app.cases.actions.opening import attach_private_details
from app.cases.actions.taking import take_next
from app.cases.customer.models import Field
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.labels.actions import correct, dispute, mark_unofficial, verify
from app.labels.models import LabelChange
from app.one_voice.actions import set_approval
from app.one_voice.models import WaitingOfficial
from app.one_voice.queries import needs_now
from app.one_voice.states import Needs
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


PUBLIC = {
    "body": "It is replaced.",
    "scope": "Router X200",
    "official": "y",
    "evidence": "Delivery terms",
    "role": "agent",
}


@pytest.mark.parametrize("field", ["scope", "evidence"])
@pytest.mark.parametrize("needs", [Needs.NONE, Needs.ALL])
def test_by_what_the_label_of_an_official_answer_says(
    world: World, case: tuple[int, str], field: str, needs: Needs
) -> None:
    """Also where a second person would read it first."""
    gus, reference = signed_in(world, "gus"), case[1]
    with world.acting("ada") as ada:
        world.person("gus").is_spokesperson = True
        if needs_now() is not needs:
            set_approval(ada, needs=needs)
    given = {**PUBLIC, field: LEAK}
    answered = gus.post(f"/cases/{reference}/public", given, form_at=f"/cases/{reference}?to=public")
    page = unescape(answered.get_data(as_text=True))
    assert (answered.status_code, f"private in it: “{ORDER}”" in page) == (422, True)
    for words in given.values():
        assert words in page, "what was typed comes back"
    assert PUBLIC["body"] not in written(world)
    assert LEAK not in labelled(world)


def test_by_any_other_words_on_a_label(world: World, case: tuple[int, str]) -> None:
    with world.acting("ben") as ben:
        posted = make.answer(ben, question_by_id(case[0])).id
    soon = now() + timedelta(days=2)
    tries = (
        lambda gus, post: verify(gus, post, scope=LEAK, evidence="Tested"),
        lambda gus, post: verify(gus, post, scope="X200", evidence=LEAK),
        lambda gus, post: verify(gus, post, scope="X200", evidence="Tested", versions=LEAK),
        lambda gus, post: dispute(gus, post, update_by=soon, evidence=LEAK),
        lambda gus, post: correct(gus, post, fact=LEAK, evidence="Tested"),
        lambda gus, post: mark_unofficial(gus, post, sentence="Set it.", reason=LEAK, provisional=False),
    )
    for attempt in tries:
        with pytest.raises(Invalid, match="private"), world.acting("gus") as gus:
            attempt(gus, db.session.get_one(Post, posted))
    assert LEAK not in labelled(world)


def test_what_a_label_says_already_may_stay(world: World, case: tuple[int, str]) -> None:
    """Whoever wrote it did not know; and a later edit would be refused for what it does not change."""
    with world.acting("gus") as gus:
        posted = answer(gus, question_by_id(case[0]), body="It is on its way.", scope="Set of flat 12345").id
    with world.acting("ann") as ann:
        give_fields(ann, called(case[1]), values={Field.CONTACT: "Flat 12345"})
    with world.acting("gus") as gus:
        assert edit(gus, db.session.get_one(Post, posted), body="It is on its way, tomorrow at nine.", seen_revision=1)


def labelled(world: World) -> str:
    with world.looking():
        rows = db.session.execute(select(LabelChange.scope, LabelChange.evidence, LabelChange.fact, LabelChange.reason))
        return repr(rows.all() + db.session.execute(select(WaitingOfficial.scope, WaitingOfficial.evidence)).all())
