"""Many cases at once: one reason, looked at first, each by itself, and said what became of each."""

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.cases.actions.taking import take_next
from app.cases.actions.working import close
from app.cases.desk.bulk import Deed, Order, carry_out, look
from app.cases.desk.models import HandOver, SeverityChange
from app.cases.models import Case
from app.cases.queries import visible_to
from app.cases.severity import Severity
from app.cases.states import CaseState, Outcome
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit.errors import Invalid, Unseen
from tests import make
from tests.cases.meanwhile import overtaken
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def three(world: World) -> list[str]:
    """The references of three cases: gus has the first, the others wait."""
    with world.acting("ann") as ann:
        for number in range(3):
            request_staff(ann, make.question(ann, title=f"Question number {number}"), reason="Please")
    with world.acting("gus") as gus:
        assert take_next(gus) is not None
    with world.looking():
        return list(db.session.scalars(select(Case.reference).order_by(Case.id)))


def all_cases(world: World) -> list[Case]:
    return list(db.session.scalars(visible_to(world.person("lea")).order_by(Case.id)))


def test_what_can_be_is_done_and_the_rest_says_why(world: World, three: list[str]) -> None:
    with world.acting("lea") as lea:
        order = Order(Deed.ASSIGN, "Gus covers for them", to=world.person("gus"))
        seen = look(lea, all_cases(world), order)
        assert [one.problem is None for one in seen] == [False, True, True]
        assert db.session.query(HandOver).count() == 0
        found = carry_out(lea, all_cases(world), order)
        assert "has it already" in str(found[0].problem)
    with world.looking():
        assert {case.owner_id for case in all_cases(world)} == {world.ids["gus"]}
        assert {row.reason for row in db.session.query(HandOver)} == {"Gus covers for them"}


def test_severity_and_back_into_the_queue(world: World, three: list[str]) -> None:
    with world.acting("lea") as lea:
        carry_out(lea, all_cases(world), Order(Deed.SEVERITY, "An outage", severity=Severity.S2))
        back = carry_out(lea, all_cases(world), Order(Deed.BACK, "Shift is over"))
        assert [one.problem is None for one in back] == [True, False, False]
    with world.looking():
        assert {case.severity for case in all_cases(world)} == {Severity.S2}
        assert db.session.query(SeverityChange).count() == 3
        assert {case.owner_id for case in all_cases(world)} == {None}


def test_only_for_leads_and_only_with_what_is_needed(world: World, three: list[str]) -> None:
    with world.acting("sam") as sam, pytest.raises(Unseen):
        look(sam, all_cases(world), Order(Deed.BACK, "x"))
    with world.acting("lea") as lea:
        for order, field in (
            (Order(Deed.BACK, " "), "reason"),
            (Order(Deed.ASSIGN, "x"), "to"),
            (Order(Deed.SEVERITY, "x"), "severity"),
        ):
            with pytest.raises(Invalid) as wrong:
                look(lea, all_cases(world), order)
            assert wrong.value.field == field
        with pytest.raises(Invalid):
            look(lea, [], Order(Deed.BACK, "x"))


def test_by_its_page(world: World, visitor: Visitor, three: list[str]) -> None:
    lea, here = visitor.signed_in_as(world.email("lea")), "/workspace/team/bulk"
    assert lea.text(here).count('name="cases"') == 3
    given = {"cases": three, "deed": "assign", "to": str(world.ids["sam"]), "severity": "", "reason": "Covers"}
    refused = lea.post(here, {**given, "to": ""}, form_at=here)
    assert refused.status_code == 422
    assert refused.get_data(as_text=True).count(" checked") >= 3
    looked = lea.post(here, {**given, "look": "1"}, form_at=here)
    assert "Nothing is changed yet" in looked.get_data(as_text=True)
    with world.looking():
        assert db.session.query(HandOver).count() == 0
    done = lea.post(here, {**given, "carry_out": "1"}, form_at=here)
    assert "3 cases were changed." in done.get_data(as_text=True)
    with world.looking():
        assert {case.owner_id for case in all_cases(world)} == {world.ids["sam"]}
    assert Visitor(world.app).signed_in_as(world.email("gus")).get(here).status_code == 404


def test_a_case_closed_meanwhile_says_why_and_the_others_are_done(world: World, three: list[str]) -> None:
    """Gus closes his while the lead's batch has it in hand as it was: his stays closed, sam's goes back."""
    with world.acting("sam") as sam:
        assert take_next(sam) is not None

    def in_bulk() -> list[bool]:
        with world.acting("lea") as lea:
            mine = all_cases(world)[:2]
            return [one.problem is None for one in carry_out(lea, mine, Order(Deed.BACK, "Shift is over"))]

    def closes(gus: User) -> None:
        close(gus, all_cases(world)[0], outcome=Outcome.SETTLED_PRIVATELY)

    assert overtaken(world, "gus", closes, in_bulk) == [False, True]
    with world.looking():
        assert [case.state for case in all_cases(world)] == [CaseState.RESOLVED, CaseState.QUEUED, CaseState.QUEUED]
