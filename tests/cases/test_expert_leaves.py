"""What a customer agreed to ends with what it was about: two cases put together, an account closed, a look ended meanwhile."""

import pytest
from sqlalchemy import select

from app.accounts.actions.profile import close_account
from app.accounts.models import User
from app.cases.actions.experts import ENDED, ask_expert, keep_out, let_in, note_as_expert
from app.cases.actions.merging import merge
from app.cases.actions.taking import take_next
from app.cases.actions.working import reply_as_customer
from app.cases.customer.experts import looks_of, topics_of
from app.cases.customer.models import ExpertLook
from app.cases.models import CaseNote
from app.extensions import db
from app.kit.errors import IllegalMove, Invalid
from tests.cases.meanwhile import overtaken
from tests.cases.private import called, opened, opened_and_taken, signed_in
from tests.notifications.mails import Outbox
from tests.notifications.telling import told
from tests.world import PASSWORD, World

OTHERS_WORDS = "My landlord must not hear of this."


def looks_into(world: World, reference: str, *, agreed: bool = True) -> int:
    with world.acting("gus") as gus:
        case = called(reference)
        look = ask_expert(gus, case, world.person("eve"), reason="x", topics=topics_of(case), with_pictures=True)
        db.session.flush()
        number = int(look.id)
    if agreed:
        with world.acting("ann") as ann:
            let_in(ann, called(reference), the(number))
    return number


def the(look: int) -> ExpertLook:
    return db.session.get_one(ExpertLook, look)


def put_together(world: World, into: str) -> None:
    """Another case of ann's, which gus has too, is merged into this one."""
    with world.acting("ann") as ann:
        other = str(opened(ann, body=OTHERS_WORDS).reference)
    with world.acting("gus") as gus:
        assert take_next(gus) is not None
    with world.acting("lea") as lea:
        merge(lea, called(other), into=called(into), reason="The same")


def test_whoever_was_let_into_one_of_two_cases_does_not_read_the_other(world: World) -> None:
    reference = opened_and_taken(world)
    looks_into(world, reference)
    eve, page = signed_in(world, "eve"), f"/cases/{reference}/as-expert"
    assert eve.get(page).status_code == 200
    put_together(world, reference)
    answer = eve.get(page)
    assert OTHERS_WORDS not in answer.text
    assert answer.status_code == 404
    again = looks_into(world, reference)
    assert OTHERS_WORDS in eve.text(page)
    with world.looking():
        assert [look.id for look in looks_of(called(reference).id)] == [again]


def test_both_hear_why_and_nobody_who_was_never_in(world: World) -> None:
    reference = opened_and_taken(world)
    looks_into(world, reference)
    put_together(world, reference)
    assert told(world, "eve")[-1] == "case_look_over"
    assert set(told(world, "ann")[-2:]) == {"case_look_ended", "case_merged"}
    mail = next(
        one
        for one in Outbox(world.app).to("ann@example.org")
        if str(one["Subject"]) == "Nobody else looks into your private case"
    )
    assert reference in mail.as_string()
    assert "your look at it is over" in signed_in(world, "eve").text("/notifications")


def test_who_was_only_asked_about_hears_nothing(world: World) -> None:
    reference = opened_and_taken(world)
    looks_into(world, reference, agreed=False)
    put_together(world, reference)
    assert told(world, "eve") == []
    assert "case_look_ended" not in told(world, "ann")


def test_nobody_looks_into_the_case_of_somebody_who_left(world: World) -> None:
    reference = opened_and_taken(world)
    looks_into(world, reference)
    eve, page = signed_in(world, "eve"), f"/cases/{reference}/as-expert"
    assert eve.get(page).status_code == 200
    with world.acting("ann") as ann:
        close_account(ann, current=PASSWORD)
    assert eve.get(page).status_code == 404
    with world.acting("gus") as gus, pytest.raises(Invalid, match="nobody is left who could agree"):
        ask_expert(gus, called(reference), world.person("eve"), reason="x", topics=frozenset())


def test_words_of_an_expert_whose_look_ends_meanwhile_come_back(world: World) -> None:
    reference = opened_and_taken(world)
    look = looks_into(world, reference)
    eve, page = signed_in(world, "eve"), f"/cases/{reference}/as-expert"
    data = {"csrf_token": eve.token(page), "body": "EXPERT-NOTE"}

    def end(ann: User) -> None:
        keep_out(ann, called(reference), the(look))

    answer = overtaken(world, "ann", end, lambda: eve.client.post(page, data=data))
    with world.looking():
        assert db.session.scalars(select(CaseNote)).all() == []
    assert answer.status_code in (404, 409)
    if answer.status_code == 409:
        assert ENDED in answer.get_data(as_text=True)
        assert "EXPERT-NOTE" in answer.get_data(as_text=True)


def test_a_yes_beside_a_no_counts_once(world: World) -> None:
    """From two windows: whoever comes second is told, and the expert is not in."""
    reference = opened_and_taken(world)
    look = looks_into(world, reference, agreed=False)

    def says_yes() -> str:
        try:
            with world.acting("ann") as ann:
                let_in(ann, called(reference), the(look))
        except IllegalMove as refused:
            return str(refused)
        return "in"

    def says_no(ann: User) -> None:
        keep_out(ann, called(reference), the(look))

    assert overtaken(world, "ann", says_no, says_yes) != "in"
    with world.looking():
        assert the(look).agreed_at is None


def test_a_note_after_the_look_ended_is_refused(world: World) -> None:
    reference = opened_and_taken(world)
    looks_into(world, reference)
    with world.acting("eve") as eve:
        note_as_expert(eve, called(reference), body="Try the other plug")
    with world.acting("ann") as ann:
        reply_as_customer(ann, called(reference), body="Thank you")
    put_together(world, reference)
    eve_s = signed_in(world, "eve")
    sent = eve_s.client.post(f"/cases/{reference}/as-expert", data={"csrf_token": eve_s.token(), "body": "x"})
    assert sent.status_code == 404
