"""Prepared texts: versions that stay, whose they are, and how they come into a reply."""

from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.cases.actions.taking import take_next
from app.cases.actions.working import reply
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit.errors import IllegalMove, Invalid, Refused, Unseen
from app.kit.moments import said
from app.macros.actions import bring_back_macro, change_macro, retire_macro, write_macro
from app.macros.models import Macro, MacroUse, MacroVersion
from app.macros.queries import macros_for, visible_macro
from app.questions.queries import question_by_id
from tests import make
from tests.cases.private import called, opened
from tests.visiting import Visitor
from tests.world import World


def written(world: World, by: str = "lea", body: str = "Dear {customer}, thank you. {agent}", **given: object) -> int:
    with world.acting(by) as author:
        return write_macro(author, name="Thanks", body=body, **{"team": by == "lea", **given}).id


def case_of_gus(world: World) -> str:
    with world.acting("ann") as ann:
        request_staff(ann, make.question(ann), reason="Please")
    with world.acting("gus") as gus:
        case = take_next(gus)
        assert case is not None
        return case.reference


def test_a_change_is_a_new_version_and_the_old_one_stays(world: World) -> None:
    number = written(world)
    with world.acting("lea") as lea:
        change_macro(lea, visible_macro(lea, number), name="Thanks", body="Hello {customer}", language="en", seen=1)
    with world.acting("lea") as lea:
        with pytest.raises(IllegalMove, match="Somebody changed this"):
            change_macro(lea, visible_macro(lea, number), name="T", body="Late", language="", seen=1)
        versions = visible_macro(lea, number).versions
        assert [(one.number, one.body[:5]) for one in versions] == [(1, "Dear "), (2, "Hello")]


def test_unknown_placeholders_are_refused_with_those_there_are(world: World) -> None:
    with pytest.raises(Invalid, match="no placeholder"):
        written(world, body="Your {oder}")


def test_whose_they_are(world: World) -> None:
    team, own = written(world), written(world, "gus")
    with world.acting("gus") as gus:
        assert {one.id for one in macros_for(gus)} == {team, own}
        with pytest.raises(Refused):
            write_macro(gus, name="For all", body="x", team=True)
        with pytest.raises(Refused):
            retire_macro(gus, visible_macro(gus, team))
    with world.acting("sam") as sam:
        assert {one.id for one in macros_for(sam)} == {team}
        with pytest.raises(Unseen):
            visible_macro(sam, own)


def test_retired_is_offered_no_more(world: World) -> None:
    number = written(world)
    with world.acting("lea") as lea:
        retire_macro(lea, visible_macro(lea, number))
        assert macros_for(lea) == []
        with pytest.raises(IllegalMove):
            retire_macro(lea, visible_macro(lea, number))
        bring_back_macro(lea, visible_macro(lea, number))
        assert len(macros_for(lea)) == 1


def test_put_in_without_sending_then_sent_with_its_version(world: World, visitor: Visitor) -> None:
    number, reference = written(world), case_of_gus(world)
    gus = visitor.signed_in_as(world.email("gus"))
    path = f"/cases/{reference}"
    page = gus.post(f"{path}/reply", {"body": "Typed first.", "macro": str(number), "insert": "1"}, form_at=path)
    shown = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "Typed first." in shown
    assert "Dear Ann, thank you. Gus" in shown
    with world.looking():
        assert db.session.query(MacroUse).count() == 0
        version = db.session.scalar(select(MacroVersion.id).where(MacroVersion.macro_id == number))
    sent = gus.post(f"{path}/reply", {"body": "Dear Ann, thank you.", "put_in": str(version)}, form_at=path)
    assert sent.status_code == 302
    with world.looking():
        use = db.session.query(MacroUse).one()
        assert (use.version_id, use.post_id) == (version, None)
        assert use.message_id is not None


def test_nothing_private_is_put_into_what_everybody_reads(world: World, visitor: Visitor) -> None:
    number, reference = written(world, body="{customer}: case {case}, order {order}"), case_of_gus(world)
    gus = visitor.signed_in_as(world.email("gus"))
    path = f"/cases/{reference}"
    data = {"body": "", "macro": str(number), "insert": "1", "scope": "", "evidence": ""}
    shown = gus.post(f"{path}/public", data, form_at=path).get_data(as_text=True)
    assert "Ann: case {case}, order {order}" in shown


def test_an_open_placeholder_is_not_sent(world: World, visitor: Visitor) -> None:
    number, reference = written(world, body="Order {order}"), case_of_gus(world)
    gus = visitor.signed_in_as(world.email("gus"))
    path = f"/cases/{reference}"
    with world.looking():
        version = db.session.scalar(select(MacroVersion.id).where(MacroVersion.macro_id == number))
    refused = gus.post(f"{path}/reply", {"body": "Order {order}", "put_in": str(version)}, form_at=path)
    assert refused.status_code == 422
    assert "Fill in {order} first" in refused.get_data(as_text=True)


def test_its_pages(world: World, visitor: Visitor) -> None:
    lea = visitor.signed_in_as(world.email("lea"))
    assert "No prepared texts yet" in lea.text("/workspace/macros")
    new = {"name": "Ask", "language": "", "body": "Dear {customer}", "team": "y"}
    looked = lea.post("/workspace/macros/new", {**new, "look": "1"})
    assert "Dear Ann" in looked.get_data(as_text=True)
    wrong = lea.post("/workspace/macros/new", {**new, "body": "Dear {you}"})
    assert wrong.status_code == 422
    assert "Dear {you}" in wrong.get_data(as_text=True)
    assert lea.post("/workspace/macros/new", new).status_code == 302
    with world.looking():
        number = db.session.query(Macro.id).scalar()
    changed = lea.post(f"/workspace/macros/{number}", {**new, "body": "Hello", "seen": "1"})
    assert changed.status_code == 302
    assert lea.post(f"/workspace/macros/{number}/retirement").status_code == 302
    assert lea.post(f"/workspace/macros/{number}/return").status_code == 302
    assert "version 2" in lea.text(f"/workspace/macros/{number}")


def put_in_a_reply(world: World, reference: str, body: str) -> str:
    number, path = written(world, body=body), f"/cases/{reference}"
    gus = Visitor(world.app).signed_in_as(world.email("gus"))
    return gus.post(f"{path}/reply", {"body": "", "macro": str(number), "insert": "1"}, form_at=path).get_data(
        as_text=True
    )


def test_a_private_case_has_a_title_and_a_product_too(world: World) -> None:
    with world.acting("ann") as ann:
        opened(ann, product_id=make.product().id)
    with world.acting("gus") as gus:
        case = take_next(gus)
        assert case is not None
        reference = case.reference
    assert "On My invoice is wrong (Router X200)" in put_in_a_reply(world, reference, "On {title} ({product})")


def test_what_is_promised_is_told_on_the_customer_s_clock(world: World) -> None:
    reference = case_of_gus(world)
    with world.acting("ann") as ann:
        ann.time_zone, ann.locale = "Pacific/Auckland", "it"
        due = called(reference).next_due_at
    assert due is not None
    there = said(due, "EEE d MMM, HH:mm", zone=ZoneInfo("Pacific/Auckland"), locale="it")
    assert f"By {there}." in put_in_a_reply(world, reference, "By {promise}.")


@pytest.mark.parametrize("theirs", ["customer", "asker"])
def test_nothing_is_promised_while_it_is_not_our_turn(world: World, theirs: str) -> None:
    reference = case_of_gus(world)
    with world.acting("gus") as gus:
        case = called(reference)
        if theirs == "customer":
            reply(gus, case, body="Which one?", needed="The colour")
        else:
            make.answer(gus, question_by_id(case.question_id or 0))
    with world.looking():
        assert called(reference).next_due_at is not None
    assert "By {promise}." in put_in_a_reply(world, reference, "By {promise}.")
