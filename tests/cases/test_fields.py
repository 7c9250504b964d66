"""What staff need to know is asked once, given once, and seen by whoever may."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.cases.actions.fields import ask_fields, give_fields, link_crm
from app.cases.customer.models import CaseField, Field
from app.cases.states import CaseState
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid, Refused, Unseen
from config import Settings
from tests.cases.private import called, opened, opened_and_taken, send, signed_in
from tests.world import World

ORDER = "AC-77120"


@pytest.fixture
def reference(world: World) -> str:
    return opened_and_taken(world)


def test_asked_in_a_reply_the_customer_gets_a_field_and_the_case_waits(world: World, reference: str) -> None:
    gus, ann = signed_in(world, "gus"), signed_in(world, "ann")
    assert send(gus, reference, "reply", body="We look into it.", ask="order") == 302
    with world.looking():
        case = called(reference)
        assert (case.state, case.needed) == (CaseState.WAITING_CUSTOMER, "Order number")
    page = ann.text(f"/cases/{reference}")
    assert 'name="order"' in page
    assert 'name="serial"' not in page
    answer = ann.post(f"/cases/{reference}/customer", {"order": ORDER, "body": ""}, form_at=f"/cases/{reference}")
    assert answer.status_code == 302
    with world.looking():
        assert called(reference).state is CaseState.ASSIGNED
    for reader in (gus, ann):
        assert ORDER in reader.text(f"/cases/{reference}")
    page = ann.text(f"/cases/{reference}")
    assert 'name="order"' not in page


def test_what_was_given_is_not_asked_again_and_is_shown_to_who_asks(world: World, reference: str) -> None:
    with world.acting("ann") as ann:
        give_fields(ann, called(reference), values={Field.ORDER: ORDER})
    gus = signed_in(world, "gus")
    assert 'value="order"' not in gus.text(f"/cases/{reference}?to=reply")
    answer = gus.post(
        f"/cases/{reference}/reply", {"body": "Kept words", "ask": "order"}, form_at=f"/cases/{reference}"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f"They gave the order number already: {ORDER}" in page
    assert "Kept words" in page
    with world.looking():
        assert called(reference).needed == ""


def test_what_was_asked_for_is_not_asked_for_again(world: World, reference: str) -> None:
    with world.acting("gus") as gus:
        ask_fields(gus, called(reference), fields=[Field.SERIAL])
    with world.acting("gus") as gus, pytest.raises(Invalid, match="was asked for already"):
        ask_fields(gus, called(reference), fields=[Field.ORDER, Field.SERIAL])


def test_only_who_has_the_case_asks_and_only_the_customer_gives(world: World, reference: str) -> None:
    with world.acting("sam") as sam, pytest.raises(Refused):
        ask_fields(sam, called(reference), fields=[Field.ORDER])
    with world.acting("ben") as ben, pytest.raises(Unseen):
        give_fields(ben, called(reference), values={Field.ORDER: ORDER})


def test_the_customer_puts_it_right(world: World, reference: str) -> None:
    for value in (ORDER, "AC-77121", "AC-77121"):
        with world.acting("ann") as ann:
            give_fields(ann, called(reference), values={Field.ORDER: value})
    with world.looking():
        assert db.session.get_one(CaseField, (called(reference).id, Field.ORDER)).value == "AC-77121"


def test_the_database_keeps_given_and_asked_together(world: World) -> None:
    with world.acting("ann") as ann:
        case = opened(ann)
        db.session.flush()
        for wrong in ({"value": ORDER, "asked_at": now(), "asked_by_id": ann.id}, {"value": ""}):
            with pytest.raises(IntegrityError), db.session.begin_nested():
                db.session.add(CaseField(case_id=case.id, field=Field.ORDER, **wrong))


def test_the_record_in_the_companys_own_system(world: World, reference: str) -> None:
    world.app.config["CRM_URL"] = "https://crm.example/customers/{id}"
    gus = signed_in(world, "gus")
    assert (
        gus.post(f"/cases/{reference}/crm", {"crm_id": "C-4711"}, form_at=f"/cases/{reference}/crm").status_code == 302
    )
    assert 'href="https://crm.example/customers/C-4711"' in gus.text(f"/cases/{reference}")
    assert "C-4711" not in signed_in(world, "ann").text(f"/cases/{reference}")


@pytest.mark.parametrize("wrong", ["../admin", "a b", "javascript:1", "x" * 101, "é"])
def test_an_id_is_an_id(world: World, reference: str, wrong: str) -> None:
    with world.acting("gus") as gus, pytest.raises(Invalid):
        link_crm(gus, called(reference), crm_id=wrong)


@pytest.mark.parametrize("wrong", ["http://crm.example/{id}", "https://crm.example/", "javascript:{id}"])
def test_the_pattern_is_https_with_one_place_for_the_id(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("CRM_URL", wrong)
    with pytest.raises(ValueError, match="CRM_URL"):
        Settings()
