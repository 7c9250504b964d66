"""What agents in training write is read by a second person before any customer reads it; nothing of it is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.activity.models import Event
from app.cases.actions.taking import take_next
from app.cases.actions.working import reply
from app.cases.coaching.actions import begin_training, end_training, give_back, hand_in, send, take_reply_back
from app.cases.coaching.due import LEAST, look_over_by
from app.cases.coaching.models import Looked, Training, WaitingReply, Way
from app.cases.coaching.queries import in_training, waiting_reply
from app.cases.hours import open_between
from app.cases.jobs import look_whether_reply_is_late
from app.cases.models import Case, CaseMessage
from app.cases.queries import DEFAULT_HOURS, visible_case
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused, Unseen
from app.questions.models import Answer
from app.questions.queries import question_by_id
from tests import make
from tests.visiting import Visitor
from tests.world import World

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def learning_case(world: World) -> str:
    """Gus is in training and has a case of ann's."""
    with world.acting("lea") as lea:
        begin_training(lea, world.person("gus"))
    with world.acting("ann") as ann:
        request_staff(ann, make.question(ann), reason="Please")
    with world.acting("gus") as gus:
        case = take_next(gus)
        assert case is not None
        return case.reference


def handed_in(world: World, reference: str, way: Way = Way.PRIVATE) -> str:
    with world.acting("gus") as gus:
        return hand_in(gus, visible_case(gus, reference), way=way, body="Try the other cable.", needed="").reference


def messages(world: World) -> list[str]:
    with world.looking():
        return list(db.session.scalars(select(CaseMessage.source)))


@settings(deadline=None)
@given(some.timedeltas(timedelta(days=-3), timedelta(days=30)), some.timedeltas(LEAST, timedelta(days=3)))
def test_the_reviewer_s_time_leaves_the_author_time_too(left: timedelta, usual: timedelta) -> None:
    due = look_over_by(AT, AT + left, usual, DEFAULT_HOURS)
    given_time = open_between(DEFAULT_HOURS, AT, due)
    assert LEAST <= given_time <= usual
    if left > timedelta(0):
        assert given_time <= max(open_between(DEFAULT_HOURS, AT, AT + left) / 2, LEAST)


def test_nobody_is_to_look_over_anything_at_night() -> None:
    sunday = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert look_over_by(sunday, datetime(2026, 11, 23, 16, tzinfo=UTC), timedelta(hours=8), DEFAULT_HOURS) == datetime(
        2026, 11, 23, 12, tzinfo=UTC
    )


def test_only_leads_say_so_and_only_of_agents(world: World) -> None:
    with world.acting("sam") as sam, pytest.raises(Unseen):
        begin_training(sam, world.person("gus"))
    with world.acting("lea") as lea:
        with pytest.raises(Refused):
            begin_training(lea, world.person("lea"))
        begin_training(lea, world.person("gus"))
        with pytest.raises(IllegalMove):
            begin_training(lea, world.person("gus"))
        end_training(lea, world.person("gus"))
        with pytest.raises(IllegalMove):
            end_training(lea, world.person("gus"))
    with world.looking():
        assert not in_training(world.ids["gus"])
        assert db.session.query(Training).one().ended_by_id == world.ids["lea"]


def test_nothing_goes_out_past_a_reviewer(world: World) -> None:
    reference = learning_case(world)
    with world.acting("gus") as gus:
        case = visible_case(gus, reference)
        with pytest.raises(Refused, match="in training"):
            reply(gus, case, body="Try the other cable.")
        with pytest.raises(Refused, match="in training"):
            make.answer(gus, question_by_id(case.question_id or 0))
    assert messages(world) == []


def test_looked_over_changed_and_sent_in_the_author_s_name(world: World) -> None:
    reference = learning_case(world)
    with world.looking():
        promised = db.session.query(Case.promised_at).scalar()
    waiting = handed_in(world, reference)
    with world.looking():
        assert db.session.query(Case.promised_at).scalar() == promised, "the promise stands"
        found = waiting_reply(waiting)
        assert found.reviewer_id != world.ids["gus"]
        assert now() < found.due_at < promised
    with world.acting("gus") as gus, pytest.raises(Refused):
        send(gus, waiting_reply(waiting), body="x")
    with world.acting("sam") as sam:
        send(sam, waiting_reply(waiting), body="Try the other cable, please.")
    with world.looking():
        message = db.session.query(CaseMessage).one()
        assert (message.author_id, message.source) == (world.ids["gus"], "Try the other cable, please.")
        row = waiting_reply(waiting)
        assert (row.state, row.body, row.sent) == (Looked.SENT, "Try the other cable.", "Try the other cable, please.")
    with world.acting("sam") as sam, pytest.raises(Refused):
        send(sam, waiting_reply(waiting), body="Twice")


def test_a_public_answer_too(world: World) -> None:
    waiting = handed_in(world, learning_case(world), Way.PUBLIC)
    with world.acting("lea") as lea:
        send(lea, waiting_reply(waiting), body="Try the other cable.")
    with world.looking():
        assert db.session.query(Answer.author_id).scalar() == world.ids["gus"]


def test_returned_with_a_reason_and_written_anew(world: World, visitor: Visitor) -> None:
    reference = learning_case(world)
    waiting = handed_in(world, reference)
    with world.acting("sam") as sam:
        with pytest.raises(Invalid):
            give_back(sam, waiting_reply(waiting), reason=" ")
        give_back(sam, waiting_reply(waiting), reason="Ask for the colour first.")
    gus = visitor.signed_in_as(world.email("gus"))
    page = gus.text(f"/cases/{reference}?to=reply&again={waiting}")
    assert "Ask for the colour first." in page
    assert "Try the other cable.</textarea>" in page.replace("\n", "").replace("\r", "")
    assert messages(world) == []


def test_what_the_reviewer_wrote_is_kept_whatever_they_decide(world: World) -> None:
    reference = learning_case(world)
    returned = handed_in(world, reference)
    with world.acting("sam") as sam:
        give_back(sam, waiting_reply(returned), reason="Shorter.", body="The other cable?")
    sent = handed_in(world, reference)
    with world.acting("sam") as sam:
        send(sam, waiting_reply(sent), body="The other cable, please.", reason="Well done.")
    with world.looking():
        assert (waiting_reply(returned).sent, waiting_reply(returned).reason) == ("The other cable?", "Shorter.")
        assert (waiting_reply(sent).sent, waiting_reply(sent).reason) == ("The other cable, please.", "Well done.")


def test_one_at_a_time_and_taken_back(world: World) -> None:
    reference = learning_case(world)
    waiting = handed_in(world, reference)
    with pytest.raises(IllegalMove):
        handed_in(world, reference)
    with world.acting("sam") as sam, pytest.raises(Unseen):
        take_reply_back(sam, waiting_reply(waiting))
    with world.acting("gus") as gus:
        take_reply_back(gus, waiting_reply(waiting))
    assert handed_in(world, reference) != waiting


def test_the_database_wants_a_second_person(world: World) -> None:
    handed_in(world, learning_case(world))
    with world.looking():
        by_itself = {"state": Looked.SENT, "decided_at": now(), "decided_by_id": world.ids["gus"], "sent": "x"}
        with pytest.raises(IntegrityError):
            db.session.execute(update(WaitingReply).values(by_itself))


def test_past_its_time_leads_hear_of_it_once(world: World) -> None:
    handed_in(world, learning_case(world))
    for _twice in range(2):
        with world.acting("ada"):
            look_whether_reply_is_late(db.session.query(WaitingReply.id).scalar())
    with world.looking():
        assert db.session.query(Event).filter_by(kind="case:reply_late").count() == 1


def test_by_its_pages(world: World, visitor: Visitor) -> None:
    reference = learning_case(world)
    path = f"/cases/{reference}"
    gus = visitor.signed_in_as(world.email("gus"))
    assert gus.post(f"{path}/reply", {"body": "Try the other cable."}, form_at=path).status_code == 302
    assert "Waits to be looked over" in gus.text(path)
    with world.looking():
        waiting = db.session.query(WaitingReply.reference).scalar()
    sam = Visitor(world.app).signed_in_as(world.email("sam"))
    here = f"/workspace/reviews/{waiting}"
    assert here in sam.text("/workspace/reviews")
    kept = sam.post(here, {"body": "Typed by sam", "decision": ""}, form_at=here)
    assert kept.status_code == 422
    assert "Typed by sam" in kept.get_data(as_text=True)
    assert sam.post(here, {"body": "Sent by sam", "decision": "send"}, form_at=here).status_code == 302
    assert messages(world) == ["Sent by sam"]
    ann = Visitor(world.app).signed_in_as(world.email("ann"))
    assert ann.get(here).status_code == 404
    assert "Typed" not in ann.text(path)


def test_the_workspace_says_who_is_in_training_and_what_waits_for_whom(world: World) -> None:
    handed_in(world, learning_case(world))
    gus, sam = (Visitor(world.app).signed_in_as(world.email(name)).text("/workspace") for name in ("gus", "sam"))
    assert "You are in training" in gus
    assert "1 waits to be looked over." in gus
    assert 'Replies to look over</a> <span class="count">1</span>' in sam
    assert "You are in training" not in sam
