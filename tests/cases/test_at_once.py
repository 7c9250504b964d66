"""Two agents who answer at once: both words are known to both, nothing is lost, and the customer hears one after the other."""

from concurrent.futures import ThreadPoolExecutor
from re import findall
from threading import Barrier, Event

import pytest
from sqlalchemy import select

from app.accounts.roles import PostingRole
from app.cases.actions.overtaking import check_nobody_was_quicker
from app.cases.actions.taking import take_next
from app.cases.actions.working import reply
from app.cases.desk.models import HandOver
from app.cases.models import Case, CaseMessage
from app.cases.queries import WHOLE, last_word
from app.cases.states import CaseState
from app.extensions import db
from app.kit.errors import IllegalMove, Refused
from app.questions.actions import answering
from app.questions.models import Answer, Comment
from app.questions.queries import question_by_id
from tests.cases.meanwhile import somebody_waits_for_a_lock
from tests.cases.test_severity import asked
from tests.cases.test_taking import taken_by
from tests.visiting import Visitor
from tests.world import World


def page_of(visitor: Visitor, reference: str, mode: str) -> dict[str, str]:
    """The fields of the composer as it stands on this person's screen."""
    return page_fields(visitor.text(f"/cases/{reference}?to={mode}"))


def page_fields(page: str) -> dict[str, str]:
    composer = page[page.index('<form id="composer"') :]
    return dict(findall(r'name="(seen|once|csrf_token)"[^>]*value="([^"]*)"', composer))


@pytest.fixture
def case(world: World) -> tuple[int, str]:
    number = asked(world)
    taken_by(world, "gus")
    with world.looking():
        return number, db.session.get_one(Case, number).reference


@pytest.mark.parametrize("mode", ["reply", "public"])
def test_the_second_is_told_and_keeps_the_words(world: World, case: tuple[int, str], mode: str) -> None:
    number, reference = case
    screens = {name: Visitor(world.app).signed_in_as(world.email(name)) for name in ("gus", "lea")}
    seen = {name: page_of(visitor, reference, mode) for name, visitor in screens.items()}
    extra = {"scope": "X200"} if mode == "public" else {}
    first = screens["gus"].client.post(f"/cases/{reference}/{mode}", data={**seen["gus"], "body": "From Gus", **extra})
    assert first.status_code == 302
    second = screens["lea"].client.post(f"/cases/{reference}/{mode}", data={**seen["lea"], "body": "From Lea", **extra})
    page = second.get_data(as_text=True)
    assert second.status_code == 409
    assert "Gus answered while you were writing" in page
    assert "From Lea" in page
    assert said(world, number, mode) == ["From Gus"]
    again = page_fields(page)
    third = screens["lea"].client.post(f"/cases/{reference}/{mode}", data={**again, "body": "From Lea", **extra})
    assert third.status_code == 302, "having seen it, they may send theirs"
    assert said(world, number, mode) == ["From Gus", "From Lea"]


def said(world: World, number: int, mode: str) -> list[str]:
    with world.looking():
        if mode == "reply":
            query = select(CaseMessage.source).where(CaseMessage.case_id == number).order_by(CaseMessage.id)
            return list(db.session.scalars(query))
        question_id = db.session.get_one(Case, number).question_id
        return list(
            db.session.scalars(select(Answer.source).where(Answer.question_id == question_id).order_by(Answer.id))
        )


def test_two_presses_in_the_same_moment(world: World, case: tuple[int, str]) -> None:
    """Real threads: one goes through, the other is told; which one is chance."""
    number, reference = case
    screens = {name: Visitor(world.app).signed_in_as(world.email(name)) for name in ("gus", "lea")}
    seen = {name: page_of(visitor, reference, "reply") for name, visitor in screens.items()}
    gate = Barrier(2)

    def press(name: str) -> int:
        gate.wait()
        data = {**seen[name], "body": f"From {name}"}
        return screens[name].client.post(f"/cases/{reference}/reply", data=data).status_code

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(press, screens)) == [302, 409]
    assert len(said(world, number, "reply")) == 1


def test_the_second_waits_for_the_first_whatever_the_database(world: World, case: tuple[int, str]) -> None:
    """Two connections: the second looks while the first has written and not committed yet, waits, and then knows of it."""
    number, _reference = case
    began, outcome = Event(), []

    def second() -> None:
        began.set()
        try:
            with world.acting("lea") as lea:
                check_nobody_was_quicker(lea, db.session.get_one(Case, number), seen=seen)
                outcome.append("took no notice")
        except IllegalMove as told:
            outcome.append(told.params["name"])

    with world.looking():
        seen = last_word(db.session.get_one(Case, number))
    with ThreadPoolExecutor(1) as thread:
        with world.acting("gus") as gus:
            held = the_whole(number)
            check_nobody_was_quicker(gus, held, seen=seen)
            reply(gus, held, body="The first word")
            db.session.flush()
            waiting = thread.submit(second)
            began.wait()
            while not waiting.done() and not somebody_waits_for_a_lock():
                pass
            assert not waiting.done()
        waiting.result()
    assert outcome == ["Gus"]


def the_whole(number: int) -> Case:
    return db.session.scalars(select(Case).where(Case.id == number).options(*WHOLE)).one()


def test_nobody_answers_past_the_queue(world: World) -> None:
    number = asked(world)
    with world.looking():
        question_id = db.session.get_one(Case, number).question_id
    gus, lea = (Visitor(world.app).signed_in_as(world.email(name)) for name in ("gus", "lea"))
    address = f"/questions/{question_id}/answer"
    assert gus.get(address).status_code == 403
    sent = gus.post(address, {"body": "Picked because I know him", "scope": "X200"})
    assert sent.status_code == 403
    assert "nobody picks" in sent.get_data(as_text=True)
    assert "Picked because I know him" in sent.get_data(as_text=True)
    ben = Visitor(world.app).signed_in_as(world.email("ben"))
    assert ben.post(address, {"body": "A peer may, at any time."}, form_at=address).status_code == 302
    told = lea.post(address, {"body": "Quickly from a lead", "scope": "X200"})
    assert told.status_code == 403, "a lead gives it first, with a reason that is kept"
    assert "Give it to yourself first" in told.get_data(as_text=True)
    assert "Quickly from a lead" in told.get_data(as_text=True)
    with world.looking():
        assert [one.source for one in db.session.scalars(select(Answer))] == ["A peer may, at any time."]
        assert question_by_id(question_id or 0).answers_count == 1


def test_a_lead_gives_it_to_themself_before_they_work_on_it(world: World) -> None:
    number = asked(world)
    with world.looking():
        reference = db.session.get_one(Case, number).reference
    lea, address = Visitor(world.app).signed_in_as(world.email("lea")), f"/cases/{reference}/reply"
    page = lea.text(f"/cases/{reference}")
    assert "Give it to yourself first" in page
    assert 'id="composer"' not in page
    for mode, words in (("reply", {"body": "Hello"}), ("note", {"body": "Odd"}), ("back", {"reason": "No"})):
        told = lea.post(f"/cases/{reference}/{mode}", words)
        assert told.status_code == 403, mode
        assert next(iter(words.values())) in told.get_data(as_text=True)
    given = f"/cases/{reference}/assignment"
    assert lea.post(given, {"to": str(world.ids["lea"]), "reason": "He calls"}, form_at=given).status_code == 302
    assert lea.post(address, {"body": "Hello"}, form_at=f"/cases/{reference}?to=reply").status_code == 302
    with world.looking():
        case, kept = db.session.get_one(Case, number), db.session.scalars(select(HandOver)).one()
        assert (case.state, case.owner_id) == (CaseState.ASSIGNED, world.ids["lea"])
        assert (kept.to_id, kept.reason, kept.number) == (world.ids["lea"], "He calls", 0)


def test_no_act_of_an_agent_goes_past_the_queue_either(world: World) -> None:
    """Whoever calls the action, the page or anything else; a personal remark is no answer of the company."""
    number = asked(world)
    with world.looking():
        question_id = db.session.get_one(Case, number).question_id or 0
    with world.acting("gus") as gus:
        question = question_by_id(question_id)
        with pytest.raises(Refused, match="nobody picks"):
            answering.answer(gus, question, body="Picked because I know him")
        with pytest.raises(Refused, match="nobody picks"):
            answering.comment(gus, question, question, body="Said for the company")
        answering.comment(gus, question, question, body="I have it too", role=PostingRole.EMPLOYEE)
    with world.acting("lea") as lea, pytest.raises(Refused, match="Give it to yourself first"):
        answering.comment(lea, question_by_id(question_id), question_by_id(question_id), body="Nor a lead.")
    with world.acting("gus") as gus:
        assert take_next(gus) is not None
        answering.comment(gus, question_by_id(question_id), question_by_id(question_id), body="It is mine now.")
    with world.looking():
        assert [one.source for one in db.session.scalars(select(Comment).order_by(Comment.id))] == [
            "I have it too",
            "It is mine now.",
        ]


def test_no_page_opens_a_case_that_waits(world: World) -> None:
    number = asked(world)
    with world.looking():
        reference = db.session.get_one(Case, number).reference
    gus, lea = (Visitor(world.app).signed_in_as(world.email(name)) for name in ("gus", "lea"))
    for path in ("", "/severity", "/assignment"):
        assert gus.get(f"/cases/{reference}{path}").status_code == 404
        assert lea.get(f"/cases/{reference}{path}").status_code == 200
    assert gus.get("/workspace/team").status_code == 404
    assert gus.post(f"/cases/{reference}/reply", {"body": "mine"}).status_code == 404
    workspace = gus.text("/workspace")
    assert reference not in workspace
    assert "About my network" not in workspace


def test_a_lead_gives_it_to_somebody_who_is_told_why(world: World) -> None:
    number = asked(world)
    with world.looking():
        reference = db.session.get_one(Case, number).reference
    lea = Visitor(world.app).signed_in_as(world.email("lea"))
    address = f"/cases/{reference}/assignment"
    without = lea.post(address, {"to": str(world.ids["sam"]), "reason": ""}, form_at=address)
    assert without.status_code == 422
    assert "Say why." in without.get_data(as_text=True)
    nobody = lea.post(address, {"to": str(world.ids["ann"]), "reason": "She asked"}, form_at=address)
    assert nobody.status_code == 422
    done = lea.post(address, {"to": str(world.ids["sam"]), "reason": "He knows this network"}, form_at=address)
    assert done.status_code == 302
    with world.looking():
        case = db.session.get_one(Case, number)
        assert (case.state, case.owner_id) == (CaseState.ASSIGNED, world.ids["sam"])
    gus = Visitor(world.app).signed_in_as(world.email("gus"))
    refused = gus.get(address)
    assert refused.status_code == 403
    assert "Nobody picks cases." in refused.get_data(as_text=True)
