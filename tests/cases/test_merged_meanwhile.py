"""A case changes under the hands of somebody who writes: merged, closed, handed on. In either order nothing is lost."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.models import User
from app.cases.actions.assigning import assign
from app.cases.actions.merging import merge
from app.cases.actions.standing import standing
from app.cases.actions.taking import take_next
from app.cases.actions.working import close, hand_back, reply, reply_as_customer
from app.cases.models import Case, CaseMessage
from app.cases.states import CaseState
from app.extensions import db
from app.questions.actions.accepting import accept
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import State
from tests import make
from tests.cases.meanwhile import overtaken
from tests.cases.private import called, opened, opened_and_taken, signed_in
from tests.cases.working import opened as asked_in_public
from tests.cases.working import taken, the
from tests.visiting import Visitor
from tests.world import World

WORDS = "Written meanwhile"
MODES = {"ann": "customer", "gus": "reply"}


@pytest.fixture
def two(world: World) -> tuple[str, str]:
    """Two private cases of ann's, both with gus: the one that stays and the one that is merged into it."""
    stays = opened_and_taken(world)
    with world.acting("ann") as ann:
        goes = opened(ann, title="The invoice again").reference
    with world.acting("gus") as gus:
        assert take_next(gus) is not None
    return stays, str(goes)


def merging(goes: str, stays: str) -> Callable[[User], object]:
    return lambda lea: merge(lea, called(goes), into=called(stays), reason="The same")


def sending(world: World, name: str, reference: str, visitor: Visitor | None = None) -> Callable[[], TestResponse]:
    """The press on a page that was opened before."""
    visitor = visitor or signed_in(world, name)
    token = visitor.token(f"/cases/{reference}?to=reply")
    data = {"csrf_token": token, "body": WORDS}
    return lambda: visitor.client.post(f"/cases/{reference}/{MODES[name]}", data=data)


def merging_by_its_page(world: World, goes: str, stays: str) -> Callable[[], TestResponse]:
    lea, where = signed_in(world, "lea"), f"/cases/{goes}/merging"
    data = {"csrf_token": lea.token(where), "into": stays, "reason": "The same"}
    return lambda: lea.client.post(where, data=data)


def said(reference: str) -> list[str]:
    query = select(CaseMessage.source).join(Case, Case.id == CaseMessage.case_id).where(Case.reference == reference)
    return list(db.session.scalars(query.order_by(CaseMessage.id)))


@pytest.mark.parametrize("name", ["ann", "gus"])
def test_sent_while_a_merge_goes_on(world: World, two: tuple[str, str], name: str) -> None:
    stays, goes = two
    visitor = signed_in(world, name)
    led = overtaken(world, "lea", merging(goes, stays), sending(world, name, goes, visitor))
    assert (led.status_code, led.location) == (302, f"/cases/{stays}")
    with world.looking():
        assert said(stays).count(WORDS) == 1
        assert said(goes) == []
        assert called(stays).is_open
        assert not called(goes).is_open
    assert "while you were writing" in visitor.text(f"/cases/{stays}")


@pytest.mark.parametrize("name", ["ann", "gus"])
def test_merged_while_words_are_being_written_down(world: World, two: tuple[str, str], name: str) -> None:
    stays, goes = two
    writes = {
        "ann": lambda ann: reply_as_customer(ann, called(goes), body=WORDS),
        "gus": lambda gus: reply(gus, called(goes), body=WORDS),
    }
    led = overtaken(world, name, writes[name], merging_by_its_page(world, goes, stays))
    assert (led.status_code, led.location) == (302, f"/cases/{stays}")
    with world.looking():
        assert said(stays).count(WORDS) == 1
        assert said(goes) == []


def test_an_agent_whose_case_goes_to_a_colleague_keeps_the_words(world: World, two: tuple[str, str]) -> None:
    stays, goes = two
    with world.acting("lea") as lea:
        assign(lea, called(stays), to=world.person("sam"), reason="He knows it")
    sent = overtaken(world, "lea", merging(goes, stays), sending(world, "gus", goes))
    page = sent.get_data(as_text=True)
    assert sent.status_code == 409
    assert "merged meanwhile, into one that somebody else has" in page
    assert WORDS in page
    with world.looking():
        assert WORDS not in said(stays) + said(goes)


def test_a_word_that_comes_while_it_is_closed_brings_it_back(world: World, two: tuple[str, str]) -> None:
    _stays, goes = two
    led = overtaken(world, "gus", lambda gus: close(gus, called(goes), outcome=None), sending(world, "ann", goes))
    assert led.status_code == 302
    with world.looking():
        case = called(goes)
        assert said(goes)[-1] == WORDS
        assert (case.state, case.owner_id) == (CaseState.ASSIGNED, world.ids["gus"])
        assert case.next_due_at is not None


def test_a_reply_that_comes_while_it_is_handed_on_is_the_new_owner_s(world: World, two: tuple[str, str]) -> None:
    _stays, goes = two

    def hand_on(lea: User) -> None:
        assign(lea, called(goes), to=world.person("sam"), reason="He knows it")

    sent = overtaken(world, "lea", hand_on, sending(world, "gus", goes))
    page = sent.get_data(as_text=True)
    assert sent.status_code == 403
    assert "Somebody else has this case." in page
    assert WORDS in page
    with world.looking():
        assert WORDS not in said(goes)
        assert called(goes).owner_id == world.ids["sam"]


@pytest.mark.parametrize("mode", ["reply", "note", "back"])
def test_words_into_a_case_that_went_back_into_the_queue_are_shown_again(
    world: World, two: tuple[str, str], mode: str
) -> None:
    """To whoever had it; nobody else learns that there is such a case."""
    _stays, goes = two
    gus, sam = signed_in(world, "gus"), signed_in(world, "sam")
    token = gus.token(f"/cases/{goes}?to={mode}")
    data = {"csrf_token": token, "body": WORDS, "reason": WORDS}

    def press() -> TestResponse:
        return gus.client.post(f"/cases/{goes}/{mode}", data=data)

    meanwhile = overtaken(world, "lea", lambda lea: hand_back(lea, called(goes), reason="Not his"), press)
    for sent in (meanwhile, press()):
        assert sent.status_code == 409
        page = sent.get_data(as_text=True)
        assert "this case went back into the queue" in page
        assert WORDS in page
    assert sam.post(f"/cases/{goes}/{mode}", data).status_code == 404
    with world.looking():
        assert WORDS not in said(goes)
        assert called(goes).state is CaseState.QUEUED


def accepted_meanwhile(world: World) -> tuple[int, int]:
    """Ann's question, whose case gus has, and ben's answer to it."""
    question_id = asked_in_public(world)
    taken(world, question_id)
    with world.acting("ben") as ben:
        return question_id, int(make.answer(ben, question_by_id(question_id)).id)


def test_an_answer_of_ours_while_the_asker_accepts_another_one(world: World) -> None:
    """Whoever accepts holds the question, then its case; so does whoever works on the case. Neither blocks the other."""
    question_id, answer_id = accepted_meanwhile(world)

    def accepts() -> None:
        with world.acting("ann") as ann:
            accept(ann, visible_answer(ann, answer_id))

    def answers(gus: User) -> None:
        make.answer(gus, question_by_id(question_id), body=WORDS)

    overtaken(world, "gus", lambda _gus: standing(the(question_id)), accepts, then=answers)
    with world.looking():
        assert question_by_id(question_id).state is State.SOLVED
        assert question_by_id(question_id).answers_count == 2
        assert not the(question_id).is_open


def test_the_asker_accepts_while_we_answer(world: World) -> None:
    """The other way round: ours stands below, and what is solved stays solved."""
    question_id, answer_id = accepted_meanwhile(world)
    with world.looking():
        reference = the(question_id).reference
    gus = signed_in(world, "gus")
    data = {"csrf_token": gus.token(f"/cases/{reference}?to=public"), "body": WORDS, "scope": "X200"}

    def accepts(ann: User) -> None:
        accept(ann, visible_answer(ann, answer_id))

    sent = overtaken(world, "ann", accepts, lambda: gus.client.post(f"/cases/{reference}/public", data=data))
    assert sent.status_code == 302
    with world.looking():
        assert question_by_id(question_id).state is State.SOLVED
        assert question_by_id(question_id).answers_count == 2
        assert not the(question_id).is_open
