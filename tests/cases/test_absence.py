"""Being away: what one has stays theirs until the customer writes; then it waits for anybody, with its first place."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.activity.models import Event
from app.cases.actions.absences import end_absence, set_absence
from app.cases.actions.working import close, reply, reply_as_customer
from app.cases.desk.board import board_of
from app.cases.desk.models import Absence, HandOver, How
from app.cases.models import Case
from app.cases.queries import visible_to
from app.cases.states import CaseState, Outcome
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused
from tests.cases.test_severity import asked
from tests.cases.test_taking import taken_by
from tests.cases.waiting import DAY
from tests.visiting import Visitor
from tests.world import World


def away(world: World, name: str = "gus", *, by: str = "", days: float = 2) -> int:
    with world.acting(by or name) as actor:
        return set_absence(actor, world.person(name), from_at=now() - DAY, until_at=now() + days * DAY).id


def whole(number: int) -> Case:
    return db.session.scalars(visible_to(SYSTEM).where(Case.id == number)).one()


def in_hand(world: World) -> int:
    """A case that gus has, which waits for the customer."""
    number = asked(world)
    assert taken_by(world, "gus") == number
    with world.acting("gus") as gus:
        reply(gus, db.session.get_one(Case, number), body="Which model?", needed="the model")
    return number


def test_it_stays_theirs_and_the_board_shows_it(world: World) -> None:
    number = in_hand(world)
    away(world, by="lea")
    with world.acting("lea") as lea:
        board = board_of(lea)
        assert [case.id for case in board.of_absent] == [number]
        assert board.unowned == 0
        load = next(load for load in board.loads if load.user.id == world.ids["gus"])
        assert (load.waits_for_others, load.hands.away_until is not None) == (1, True)


def test_a_customers_word_goes_back_to_the_queue_with_the_old_deadline(world: World) -> None:
    number = in_hand(world)
    with world.looking():
        before = db.session.get_one(Case, number).deadline
    away(world)
    with world.acting("ann") as ann:
        reply_as_customer(ann, db.session.get_one(Case, number), body="The X200")
    with world.looking():
        case = db.session.get_one(Case, number)
        assert (case.state, case.owner_id, case.deadline, case.needed) == (CaseState.QUEUED, None, before, "")
        row = db.session.scalars(select(HandOver)).one()
        assert (row.how, row.from_id, row.to_id) == (How.OWNER_AWAY, world.ids["gus"], None)
        assert db.session.scalars(select(Event).where(Event.kind == "case:owner_away")).one().subject_id == number
    assert taken_by(world, "sam") == number


def test_whoever_is_there_keeps_it(world: World) -> None:
    number = in_hand(world)
    with world.acting("gus") as gus:
        set_absence(gus, gus, from_at=now() + DAY, until_at=now() + 2 * DAY)
    with world.acting("ann") as ann:
        reply_as_customer(ann, db.session.get_one(Case, number), body="The X200")
    with world.looking():
        case = db.session.get_one(Case, number)
        assert (case.state, case.owner_id) == (CaseState.ASSIGNED, world.ids["gus"])


def test_a_closed_case_that_comes_back_does_not_wait_for_somebody_who_is_away(world: World) -> None:
    number = in_hand(world)
    with world.acting("gus") as gus:
        close(gus, whole(number), outcome=Outcome.SETTLED_PRIVATELY)
    away(world)
    with world.acting("ann") as ann:
        reply_as_customer(ann, db.session.get_one(Case, number), body="It is broken again")
    with world.looking():
        case = db.session.get_one(Case, number)
        assert (case.state, case.owner_id, case.closed_at) == (CaseState.QUEUED, None, None)


def test_coming_back_early(world: World) -> None:
    asked(world)
    number = away(world)
    assert taken_by(world, "gus") is None
    with world.acting("gus") as gus:
        end_absence(gus, db.session.get_one(Absence, number))
    assert taken_by(world, "gus") is not None
    with pytest.raises(IllegalMove), world.acting("gus") as gus:
        end_absence(gus, db.session.get_one(Absence, number))


def test_of_others_only_a_lead_or_administrator(world: World) -> None:
    with pytest.raises(Refused), world.acting("sam") as sam:
        set_absence(sam, world.person("gus"), from_at=now(), until_at=now() + DAY)
    with pytest.raises(Refused, match="does not work on cases"), world.acting("ada") as ada:
        set_absence(ada, world.person("ann"), from_at=now(), until_at=now() + DAY)
    number = away(world, by="ada")
    sam = Visitor(world.app).signed_in_as(world.email("sam"))
    assert sam.post(f"/absences/{number}/end").status_code == 404


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [(2, 1, "before the beginning"), (-3, -1, "over already"), (0, 500, "At most a year"), (1, 3, "overlaps")],
)
def test_unusable_times_are_refused_with_a_sentence(world: World, start: float, end: float, sentence: str) -> None:
    with world.acting("gus") as gus:
        set_absence(gus, gus, from_at=now() + 2 * DAY, until_at=now() + 4 * DAY)
    with pytest.raises(Invalid, match=sentence), world.acting("gus") as gus:
        set_absence(gus, gus, from_at=now() + start * DAY, until_at=now() + end * DAY)


def test_the_page_keeps_what_was_typed(world: World) -> None:
    gus = Visitor(world.app).signed_in_as(world.email("gus"))
    first, last = (now() + timedelta(days=9)).date().isoformat(), (now() + timedelta(days=8)).date().isoformat()
    answer = gus.post("/workspace/absence", {"from_day": first, "until": last}, form_at="/workspace/absence")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "The end comes before the beginning." in page
    assert first in page
    odd = gus.post("/workspace/absence", {"from_day": "soon", "until": ""}, form_at="/workspace/absence")
    assert odd.status_code == 422
    with world.looking():
        assert list(db.session.scalars(select(Absence))) == []
