"""A case that others were merged into, or that followed an older one, comes under another account: whoever had it keeps no
way into it, and what is theirs goes on without it."""

from datetime import timedelta

import pytest

from app.cases.actions.experts import ask_expert, let_in
from app.cases.actions.looking import look_into
from app.cases.actions.merging import merge
from app.cases.actions.requester import change_customer
from app.cases.actions.taking import take_next
from app.cases.actions.working import close, reply, reply_as_customer
from app.cases.customer.experts import topics_of
from app.cases.customer.links import case_path
from app.cases.customer.models import CaseFile, ExpertLook
from app.cases.going_on import COMES_BACK_WITHIN
from app.cases.models import CaseMessage
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.kit.errors import Unseen
from tests.cases.meanwhile import overtaken
from tests.cases.private import called, opened, opened_and_taken, send, signed_in
from tests.cases.test_case_pictures import picture, sent
from tests.cases.test_requester import WHY, moved
from tests.visiting import Visitor
from tests.world import World

SECRET = "Ben's own words"


@pytest.fixture
def two(world: World) -> tuple[str, str]:
    """Two private cases of ann's, both with gus."""
    stays = opened_and_taken(world)
    with world.acting("ann") as ann:
        goes = str(opened(ann, title="The invoice again").reference)
    with world.acting("gus") as gus:
        assert take_next(gus) is not None
    return stays, goes


def merged(world: World, goes: str, stays: str) -> None:
    with world.acting("lea") as lea:
        merge(lea, called(goes), into=called(stays), reason="The same")


def words(reference: str) -> list[str]:
    return [one.source for one in db.session.query(CaseMessage).filter_by(case_id=called(reference).id)]


def test_the_old_address_goes_along(world: World, two: tuple[str, str]) -> None:
    stays, goes = two
    ann, ben = signed_in(world, "ann"), signed_in(world, "ben")
    assert sent(ann, goes, picture()) == 302
    merged(world, goes, stays)
    with world.looking():
        file = db.session.query(CaseFile.reference).scalar()
    assert ann.get(f"/cases/{goes}/files/{file}").status_code == 200
    moved(world, stays)
    for gone in (f"/cases/{goes}", f"/cases/{goes}/files/{file}", f"/cases/{goes}/export.json"):
        assert ann.get(gone).status_code == 404, gone
    assert ann.post(f"/cases/{goes}/customer", {"body": "Still here"}, form_at="/preferences").status_code == 404
    assert ben.get(f"/cases/{goes}").location == f"/cases/{stays}"
    assert ben.get(f"/cases/{goes}/files/{file}").status_code == 200
    with world.acting("ann") as me, pytest.raises(Unseen):
        reply_as_customer(me, called(goes), body="Still here")


def test_nor_does_a_mail_s_link_lead_on(world: World, two: tuple[str, str]) -> None:
    """Whoever has no password came by it; it is as dead as the address."""
    stays, goes = two
    with world.acting("ann") as ann:
        ann.password_hash = None
        link = case_path(ann, goes)
    merged(world, goes, stays)
    assert Visitor(world.app).get(link).status_code == 302
    moved(world, stays)
    assert Visitor(world.app).get(link).status_code == 404


def test_one_that_leads_to_somebody_else_s_shows_nothing(world: World, two: tuple[str, str]) -> None:
    """However it came about: where it leads is asked for, too."""
    stays, goes = two
    assert sent(signed_in(world, "ann"), goes, picture()) == 302
    merged(world, goes, stays)
    with world.acting("lea"):
        called(stays).customer_id = world.ids["ben"]
    with world.acting("ann") as ann:
        file, customer = db.session.query(CaseFile.reference).scalar(), ann
        assert signed_in(world, "ann").get(f"/cases/{goes}/files/{file}").status_code == 404
        with pytest.raises(Unseen):
            reply_as_customer(customer, called(goes), body="Still here")
    with world.acting("ann") as ann:
        ann.password_hash = None
        link = case_path(ann, goes)
    assert Visitor(world.app).get(link).status_code == 404
    assert Visitor(world.app).get(f"{link}/files/{file}").status_code == 404


def test_words_written_at_the_moment_in_which_it_moves_reach_nobody_else(world: World, two: tuple[str, str]) -> None:
    stays, _goes = two

    def writes() -> str:
        try:
            with world.acting("ann") as ann:
                reply_as_customer(ann, called(stays), body="Written meanwhile")
        except Unseen:
            return "unseen"
        return "written"

    def moves(lea: object) -> None:
        change_customer(lea, called(stays), email=world.email("ben"), reason=WHY)  # type: ignore[arg-type]

    assert overtaken(world, "lea", moves, writes) == "unseen"
    with world.looking():
        assert "Written meanwhile" not in words(stays)


def test_an_older_case_goes_on_without_the_newer_one_that_moved(world: World) -> None:
    old = opened_and_taken(world)
    with world.acting("gus") as gus:
        close(gus, called(old), outcome=None)
    with clock.at(now() + COMES_BACK_WITHIN + timedelta(days=1)):
        ann, page = signed_in(world, "ann"), f"/cases/{old}"
        newer = ann.post(f"{page}/customer", {"body": "It is back"}, form_at=page).location.rpartition("/")[2]
        assert newer != old
        assert "You went on in a newer case" in ann.text(page)
        moved(world, newer)
        assert "You went on in a newer case" not in ann.text(page)
        led = ann.post(f"{page}/customer", {"body": "And again"}, form_at=page)
        third = led.location.rpartition("/")[2]
        assert led.status_code == 302
        assert third not in (old, newer)
        assert ann.get(led.location).status_code == 200
    with world.looking():
        assert words(newer) == ["It is back"]
        assert words(third) == ["And again"]


def test_an_expert_learns_the_name_of_neither(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body="Dear Ann, what blinks?")
    moved(world, reference)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body="Dear Ben, and you?")
        case = called(reference)
        look = ask_expert(gus, case, world.person("eve"), reason="x", topics=topics_of(case))
        db.session.flush()
        number = look.id
    with world.acting("ben") as ben:
        let_in(ben, called(reference), db.session.get_one(ExpertLook, number))
    page = signed_in(world, "eve").text(f"/cases/{reference}/as-expert")
    assert "Dear [the customer], what blinks?" in page
    assert "Dear [the customer], and you?" in page


def test_that_an_administrator_looked_is_read_after_a_merge_and_old_links_lead_to_where_the_words_are(
    world: World, two: tuple[str, str]
) -> None:
    stays, goes = two
    reason = "A complaint to the regulator."
    with world.acting("ada") as ada:
        look_into(ada, called(goes), reason=reason)
    merged(world, goes, stays)
    assert reason in signed_in(world, "ann").text(f"/cases/{stays}")
    ada = signed_in(world, "ada")
    again = f"/cases/look?case={stays}"
    assert ada.get(f"/cases/{goes}").location == again, "a reason for one is none for the other"
    for said in (goes, f"https://acme.example/cases/{goes}"):
        answer = ada.post("/cases/look", {"case": said, "reason": reason}, form_at="/cases/look")
        assert answer.location == f"/cases/{stays}"
    assert "My invoice is wrong" in ada.text(f"/cases/{stays}")


def test_who_looked_before_a_merge_is_in_what_one_takes_along(world: World, two: tuple[str, str]) -> None:
    stays, goes = two
    with world.acting("gus") as gus:
        case = called(goes)
        ask_expert(gus, case, world.person("eve"), reason="x", topics=topics_of(case))
    merged(world, goes, stays)
    whole = signed_in(world, "ann").get(f"/cases/{stays}/export.json").json
    assert [(one["name"], bool(one["ended_at"])) for one in whole["experts"]] == [("Eve", True)]


def test_who_has_it_now_writes_as_its_customer(world: World, two: tuple[str, str]) -> None:
    stays, goes = two
    merged(world, goes, stays)
    moved(world, stays)
    assert send(signed_in(world, "ben"), stays, "customer", body=SECRET) == 302
    with world.looking():
        assert SECRET in words(stays)
