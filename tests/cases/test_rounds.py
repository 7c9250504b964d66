"""No ping-pong: two changes of owner, the third to a lead; back to the community once, and only if the asker agrees."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import RoleGrant
from app.accounts.roles import Role
from app.activity.models import Event
from app.cases.actions.assigning import assign, back_to_the_queue
from app.cases.actions.returning import answer_return, ask_return
from app.cases.actions.taking import take_next
from app.cases.actions.working import hand_back
from app.cases.customer.permissions import can_return
from app.cases.desk.models import HandOver, How
from app.cases.desk.queries import changes_of, needs
from app.cases.models import Case
from app.cases.rounds import CHANGES_MAX, goes_to_a_lead
from app.cases.states import CaseState, Outcome
from app.extensions import db
from app.kit.errors import IllegalMove, Invalid, Refused, Unseen
from app.questions.queries import question_by_id
from app.questions.states import Level, Owner
from tests.cases.private import called, opened_and_taken, send, signed_in
from tests.cases.private import opened as opened_privately
from tests.cases.working import opened, taken, the
from tests.world import World


def test_the_third_change_goes_to_a_lead() -> None:
    assert [goes_to_a_lead(changes) for changes in range(4)] == [False, False, True, True]


def twice_handed_back(world: World) -> str:
    """A private case that ben, an agent too now, has after two changes of owner: nobody gets back what they gave back."""
    with world.acting("ada"):
        db.session.add(RoleGrant(user_id=world.ids["ben"], role=Role.AGENT))
    reference = opened_and_taken(world)
    for name, other in (("gus", "sam"), ("sam", "ben")):
        with world.acting(name) as agent:
            hand_back(agent, called(reference), reason="Not mine")
        with world.acting(other) as agent:
            assert take_next(agent) is not None
    return reference


def test_handing_back_a_third_time_is_a_lead_s(world: World) -> None:
    reference = twice_handed_back(world)
    ben = signed_in(world, "ben")
    assert "this time it goes to a lead" in ben.text(f"/cases/{reference}?to=back")
    answer = ben.post(
        f"/cases/{reference}/back", {"reason": "A lead must see", "skill": ""}, form_at=f"/cases/{reference}?to=back"
    )
    assert answer.status_code == 302
    assert "went to a lead, Lea" in ben.text(answer.location)
    with world.looking():
        case = called(reference)
        assert (case.state, case.owner_id) == (CaseState.ASSIGNED, world.ids["lea"])
        assert changes_of(case.id) == 3
        last = db.session.scalars(select(HandOver).order_by(HandOver.id.desc())).first()
        assert (last.number, last.to_lead, last.reason) == (3, True, "A lead must see")


def test_without_another_lead_it_stays_with_a_sentence(world: World) -> None:
    reference = twice_handed_back(world)
    with world.acting("ada"):
        db.session.execute(db.delete(RoleGrant).where(RoleGrant.role == Role.LEAD))
    with world.acting("ben") as ben, pytest.raises(Invalid, match="no other lead"):
        hand_back(ben, called(reference), reason="Not mine")


def test_a_lead_gives_it_a_third_time_to_a_lead_alone(world: World) -> None:
    reference = twice_handed_back(world)
    with world.acting("lea") as lea:
        with pytest.raises(Invalid, match="the third time it goes to a lead"):
            assign(lea, called(reference), to=world.person("sam"), reason="He knows")
        assign(lea, called(reference), to=lea, reason="Mine now")
    with world.looking():
        assert called(reference).owner_id == world.ids["lea"]


def test_the_database_refuses_a_third_change_to_anybody_else(world: World) -> None:
    reference = twice_handed_back(world)
    for number, to_lead in ((3, False), (2, False)):
        with world.acting("lea") as lea:
            row = HandOver(case_id=called(reference).id, how=How.HANDED_BACK, from_id=lea.id, by_id=lea.id, reason="x")
            row.number, row.to_lead = number, to_lead
            with pytest.raises(IntegrityError), db.session.begin_nested():
                db.session.add(row)


def test_back_to_the_community_takes_the_askers_yes(world: World) -> None:
    number = opened(world)
    taken(world, number)
    with world.looking():
        reference = the(number).reference
    gus, ann = signed_in(world, "gus"), signed_in(world, "ann")
    where = f"/cases/{reference}/community"
    assert gus.post(where, {"reason": "Members know this"}, form_at=where).status_code == 302
    with world.looking():
        assert question_by_id(number).level is Level.STAFF, "nothing moves before the yes"
    assert "Members know this" in ann.text(f"/cases/{reference}")
    for name in ("gus", "lea", "ben"):
        answer = signed_in(world, name).post(f"{where}/answer", {"agreed": "yes"}, form_at="/preferences")
        assert answer.status_code == 404, name
    assert ann.post(f"{where}/answer", {"agreed": "yes"}, form_at=f"{where}/answer").status_code == 302
    with world.looking():
        question, case = question_by_id(number), db.session.scalars(select(Case)).one()
        assert (question.level, question.owner_state) == (Level.COMMUNITY, Owner.COMMUNITY)
        assert question.next_due_at == question.window_ends_at
        assert (case.state, case.outcome) == (CaseState.RESOLVED, Outcome.BACK_TO_COMMUNITY)
        assert "question:given_back" in db.session.scalars(select(Event.kind)).all()
    assert "Back with the community, as the asker agreed" in ann.get(f"/questions/{number}", follow_redirects=True).text


def test_a_no_stays_and_is_not_asked_again(world: World) -> None:
    number = opened(world)
    taken(world, number)
    with world.acting("gus") as gus:
        ask_return(gus, the(number), reason="Members know this")
    with world.acting("ann") as ann:
        answer_return(ann, the(number), agreed=False)
    with world.acting("ann") as ann, pytest.raises(IllegalMove):
        answer_return(ann, the(number), agreed=True)
    with world.acting("gus") as gus, pytest.raises(Refused, match="at most once"):
        ask_return(gus, the(number), reason="But now")
    with world.looking():
        reference = the(number).reference
        assert the(number).state is CaseState.ASSIGNED
        assert question_by_id(number).level is Level.STAFF
    assert "at most once" in signed_in(world, "gus").text(f"/cases/{reference}"), "said before one tries"


def test_a_private_case_was_never_with_the_community(world: World) -> None:
    reference = opened_and_taken(world)
    with world.looking():
        assert not can_return(world.person("gus"), called(reference))
        assert can_return(world.person("ben"), called(reference)).unseen
    with world.acting("sam") as sam, pytest.raises(Refused):
        ask_return(sam, called(reference), reason="x")
    with world.acting("ben") as ben, pytest.raises(Unseen):
        answer_return(ben, called(reference), agreed=True)
    assert send(signed_in(world, "gus"), reference, "close") == 302


def test_what_a_lead_gave_out_of_the_queue_is_no_change_of_owner(world: World) -> None:
    """Nobody had it before: after two changes any agent is still offered it, and it is counted for any."""
    with world.acting("ann") as ann:
        reference = opened_privately(ann).reference
    with world.acting("lea") as lea:
        assign(lea, called(reference), to=world.person("gus"), reason="He knows it")
    with world.acting("gus") as gus:
        hand_back(gus, called(reference), reason="Not mine")
    with world.acting("lea") as lea:
        assign(lea, called(reference), to=world.person("sam"), reason="Then he")
    with world.acting("sam") as sam:
        hand_back(sam, called(reference), reason="Not mine either")
    with world.acting("ada"):
        db.session.add(RoleGrant(user_id=world.ids["ben"], role=Role.AGENT))
    with world.acting("ben") as ben:
        assert changes_of(called(reference).id) == CHANGES_MAX
        assert [need.lead_only for need in needs()] == [False]
        taken_case = take_next(ben)
        assert taken_case is not None
        assert taken_case.reference == reference


def test_what_changed_hands_too_often_without_a_lead_waits_for_one(world: World) -> None:
    """With no lead there when its owner went, it is in the queue after a third change: a lead's alone, counted too."""
    reference = twice_handed_back(world)
    with world.acting("ada") as ada:
        db.session.execute(db.delete(RoleGrant).where(RoleGrant.role == Role.LEAD))
        back_to_the_queue(ada, called(reference), how=How.OWNER_AWAY)
        db.session.add(RoleGrant(user_id=world.ids["mia"], role=Role.AGENT))
    with world.acting("mia") as mia:
        assert [need.lead_only for need in needs()] == [True]
        assert take_next(mia) is None
