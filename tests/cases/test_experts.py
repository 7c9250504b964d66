"""An expert in a case: asked in, let in by the customer alone, seeing the words redacted, and out at once."""

import io

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Expertise
from app.cases.actions.experts import ask_expert, keep_out, let_in
from app.cases.actions.fields import give_fields
from app.cases.actions.taking import take_next
from app.cases.actions.working import close, note, reply
from app.cases.customer.experts import looks_of, topics_of
from app.cases.customer.models import ExpertLook, Field
from app.cases.models import CaseNote
from app.cases.states import Outcome
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused, Unseen
from app.posts.kinds import Standing
from app.posts.models import Post
from tests import make
from tests.cases.private import called, opened_and_taken, signed_in
from tests.images.pictures import encoded
from tests.visiting import Visitor
from tests.world import World

ORDER, WORDS = "AC-77120", "It blinks red. My order is AC-77120, call +39 02 5551234 or ann@example.org. Yours, ann"


@pytest.fixture
def reference(world: World) -> str:
    """A case of ann's question about wifi, which gus has, with words, a field, a note and a picture in it."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        request_staff(ann, question, reason="We cannot work")
    with world.acting("gus") as gus:
        case = take_next(gus)
        note(gus, case, body="STAFF-NOTE")
        reply(gus, case, body="Here is gus. What blinks?")
        reference = str(case.reference)
    with world.acting("ann") as ann:
        give_fields(ann, called(reference), values={Field.ORDER: ORDER})
    data = {"body": WORDS, "files": [(io.BytesIO(encoded()), "a.png")]}
    signed_in(world, "ann").post(f"/cases/{reference}/customer", data, form_at=f"/cases/{reference}")
    return reference


def ask(world: World, reference: str, **more: object) -> int:
    with world.acting("gus") as gus:
        case, eve = called(reference), world.person("eve")
        asked = ask_expert(gus, case, eve, reason="She knows WLAN", topics=topics_of(case), **more)
        db.session.flush()
        return int(asked.id)


def press(visitor: Visitor, path: str) -> int:
    return visitor.post(path, form_at="/preferences").status_code


def test_nothing_until_the_customer_agrees_then_redacted_then_nothing_again(world: World, reference: str) -> None:
    eve, ann, page = signed_in(world, "eve"), signed_in(world, "ann"), f"/cases/{reference}/as-expert"
    assert eve.get(page).status_code == 404
    gus = signed_in(world, "gus")
    asked = {"expert": str(world.ids["eve"]), "reason": "She knows WLAN"}
    assert gus.post(f"/cases/{reference}/expert", asked, form_at=f"/cases/{reference}/expert").status_code == 302
    with world.looking():
        look = looks_of(called(reference).id)[0].id
    assert eve.get(page).status_code == 404, "asked is not agreed"
    shown = ann.text(f"/cases/{reference}")
    assert "May Eve, an expert of the community, look into this case?" in shown
    assert "She knows WLAN" in shown
    consent = f"/cases/{reference}/experts/{look}/consent"
    for name in ("gus", "lea", "eve", "ben"):
        assert press(signed_in(world, name), consent) == 404, name
    assert eve.get(page).status_code == 404
    assert press(ann, consent) == 302
    seen = eve.text(page)
    assert "It blinks red." in seen
    for private in (
        ORDER,
        "5551234",
        "ann@example.org",
        "STAFF-NOTE",
        "Yours, ann",
        "Here is gus",
        "Here is Gus",
        "/files/",
        "We cannot work",
    ):
        assert private not in seen, private
    assert eve.get(f"/cases/{reference}").status_code == 404
    assert eve.post(page, {"body": "EXPERT-NOTE"}, form_at=page).status_code == 302
    assert "EXPERT-NOTE" in gus.text(f"/cases/{reference}")
    assert "EXPERT-NOTE" not in ann.text(f"/cases/{reference}")
    assert press(ann, f"/cases/{reference}/experts/{look}/end") == 302
    assert eve.get(page).status_code == 404
    token = eve.token()
    assert eve.client.post(page, data={"csrf_token": token, "body": "Too late"}).status_code == 404
    assert "no longer looks" in ann.text(f"/cases/{reference}")
    with world.looking():
        assert [note.source for note in db.session.scalars(select(CaseNote).where(CaseNote.by_expert))] == [
            "EXPERT-NOTE"
        ]


@pytest.mark.parametrize("how", [Standing.WITHDRAWN, Standing.HIDDEN])
def test_what_is_public_no_more_is_redacted_in_the_title_too(world: World, reference: str, how: Standing) -> None:
    """It was taken back, or hidden, because of what it gave away."""
    look = ask(world, reference)
    with world.acting("ann") as ann:
        case = called(reference)
        let_in(ann, case, db.session.get_one(ExpertLook, look))
        db.session.execute(
            update(Post).where(Post.id == case.question_id).values(title=f"Where is {ORDER}", standing=how)
        )
    page = signed_in(world, "eve").text(f"/cases/{reference}/as-expert")
    assert "Where is" in page
    assert ORDER not in page


def test_pictures_only_where_the_customer_was_asked_for_them(world: World, reference: str) -> None:
    eve, page = signed_in(world, "eve"), f"/cases/{reference}/as-expert"
    for with_pictures, status in ((False, 404), (True, 200)):
        look = ask(world, reference, with_pictures=with_pictures)
        shown = signed_in(world, "ann").text(f"/cases/{reference}")
        assert ("They would see the images too" in shown) is with_pictures
        with world.acting("ann") as ann:
            let_in(ann, called(reference), db.session.get_one(ExpertLook, look))
        file = shown.split(f"/cases/{reference}/files/")[1].split('"')[0]
        assert eve.get(f"{page}/files/{file}").status_code == status
        assert eve.get(f"/cases/{reference}/files/{file}").status_code == 404
        with world.acting("ann") as ann:
            keep_out(ann, called(reference), db.session.get_one(ExpertLook, look))
        assert eve.get(f"{page}/files/{file}").status_code == 404


@pytest.mark.parametrize("how", ["expertise", "suspended", "closed", "ended by staff"])
def test_who_is_no_expert_any_more_sees_nothing(world: World, reference: str, how: str) -> None:
    look, eve = ask(world, reference), signed_in(world, "eve")
    with world.acting("ann") as ann:
        let_in(ann, called(reference), db.session.get_one(ExpertLook, look))
    assert eve.get(f"/cases/{reference}/as-expert").status_code == 200
    with world.acting("gus") as gus:
        if how == "expertise":
            db.session.scalars(select(Expertise)).one().until = now()
        elif how == "suspended":
            world.person("eve").suspended_until = now().replace(year=2099)
        elif how == "closed":
            close(gus, called(reference), outcome=Outcome.SETTLED_PRIVATELY)
        else:
            keep_out(gus, called(reference), db.session.get_one(ExpertLook, look))
    assert eve.get(f"/cases/{reference}/as-expert").status_code == 404


def test_only_an_expert_of_its_topics_is_asked_once_and_with_a_reason(world: World, reference: str) -> None:
    with world.acting("gus") as gus:
        case = called(reference)
        topics = topics_of(case)
        for name, reason in (("ben", "why not"), ("ann", "herself"), ("eve", " ")):
            with pytest.raises(Invalid):
                ask_expert(gus, case, world.person(name), reason=reason, topics=topics)
    ask(world, reference)
    with pytest.raises(Invalid, match="asked about"):
        ask(world, reference)
    with world.acting("sam") as sam, pytest.raises(Refused):
        ask_expert(sam, called(reference), world.person("eve"), reason="x", topics=topics)


def test_consent_is_given_once_and_not_after_the_end(world: World, reference: str) -> None:
    look = ask(world, reference)
    with world.acting("ann") as ann:
        let_in(ann, called(reference), db.session.get_one(ExpertLook, look))
    with world.acting("ann") as ann, pytest.raises(IllegalMove):
        let_in(ann, called(reference), db.session.get_one(ExpertLook, look))
    with world.acting("ann") as ann:
        keep_out(ann, called(reference), db.session.get_one(ExpertLook, look))
    with world.acting("ann") as ann, pytest.raises(IllegalMove):
        let_in(ann, called(reference), db.session.get_one(ExpertLook, look))
    with world.acting("ben") as ben, pytest.raises(Unseen):
        keep_out(ben, called(reference), db.session.get_one(ExpertLook, look))


def test_the_database_keeps_one_open_look_an_expert(world: World, reference: str) -> None:
    ask(world, reference)
    with world.acting("gus") as gus:
        again = ExpertLook(case_id=called(reference).id, expert_id=world.ids["eve"], by_id=gus.id, reason="again")
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.add(again)


def test_a_case_without_a_question_takes_an_expert_of_anything(world: World) -> None:
    reference = opened_and_taken(world)
    look = ask(world, reference)
    with world.acting("ann") as ann:
        let_in(ann, called(reference), db.session.get_one(ExpertLook, look))
    assert "My invoice is wrong" in signed_in(world, "eve").text(f"/cases/{reference}/as-expert")
    assert f"/cases/{reference}/as-expert" in signed_in(world, "eve").text("/cases")


def test_a_question_without_a_case_has_no_topics_to_ask_for(world: World) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann, tags=[make.tag("dsl")])
        request_staff(ann, question, reason="We cannot work")
    with world.acting("gus") as gus:
        case = take_next(gus)
        with pytest.raises(Invalid, match="not an expert of this"):
            ask_expert(gus, case, world.person("eve"), reason="x", topics=topics_of(case))
