"""A guest's case by the link of a mail: they decide who may look and take it along, in theirs and in no other; a link that
is too old says so and brings a new one, to the same address."""

import json
import re
from datetime import timedelta

import pytest

from app.accounts.models import User
from app.cases.actions.experts import ask_expert
from app.cases.actions.privately import Wanted, open_privately
from app.cases.actions.taking import take_next
from app.cases.actions.working import note, reply
from app.cases.customer.experts import topics_of
from app.cases.customer.links import case_path
from app.cases.customer.models import ExpertLook
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from tests.cases.private import called, signed_in
from tests.notifications.mails import Outbox, text_of
from tests.visiting import Visitor
from tests.world import World


def a_case(world: World, name: str, words: str) -> tuple[str, str]:
    """A case of somebody who has no password, which gus has: its reference and its link."""
    with world.acting(name) as guest:
        guest.password_hash = None
        case, _said = open_privately(guest, Wanted(title=f"About {words}", body=words))
        reference, link = str(case.reference), case_path(guest, case.reference)
    with world.acting("gus") as gus:
        case = take_next(gus)
        reply(gus, case, body="What blinks?")
        note(gus, case, body="STAFF-NOTE")
    return reference, link


def asked(world: World, reference: str) -> int:
    with world.acting("gus") as gus:
        case = called(reference)
        look = ask_expert(gus, case, world.person("eve"), reason="She knows WLAN", topics=topics_of(case))
        db.session.flush()
        return int(look.id)


def test_a_guest_lets_an_expert_look_and_takes_it_back(world: World) -> None:
    reference, link = a_case(world, "ann", "It blinks red.")
    look, guest, eve = asked(world, reference), Visitor(world.app), signed_in(world, "eve")
    consent, end = f"{link}/experts/{look}/consent", f"{link}/experts/{look}/end"
    page = guest.text(link)
    assert consent in page
    assert end in page
    assert "She knows WLAN" in page
    assert guest.get(consent).status_code == 200
    assert eve.get(f"/cases/{reference}/as-expert").status_code == 404, "a link that is followed agrees to nothing"
    assert guest.post(consent, form_at=consent).location == link
    assert "It blinks red." in eve.text(f"/cases/{reference}/as-expert")
    assert guest.post(end, form_at=end).location == link
    assert eve.get(f"/cases/{reference}/as-expert").status_code == 404
    assert guest.post(consent, form_at=end).status_code == 409, "what is over stays over"


def test_a_guest_says_no(world: World) -> None:
    reference, link = a_case(world, "ann", "It blinks red.")
    look, guest = asked(world, reference), Visitor(world.app)
    end = f"{link}/experts/{look}/end"
    assert guest.post(end, form_at=end).status_code == 302
    assert "was not let in" in guest.text(link)
    with world.looking():
        assert db.session.get_one(ExpertLook, look).agreed_at is None


def test_a_guest_takes_the_case_along_as_a_member_does(world: World) -> None:
    _reference, link = a_case(world, "ann", "It blinks red.")
    guest = Visitor(world.app)
    assert f"{link}/export" in guest.text(link)
    page = guest.get(f"{link}/export")
    file = guest.get(f"{link}/export.json")
    for answer in (page, file):
        assert "It blinks red." in answer.text
        assert "STAFF-NOTE" not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
    assert f"{link}/export.json" in page.text
    assert [one["text"] for one in json.loads(file.data)["messages"]] == ["It blinks red.", "What blinks?"]


def test_a_link_opens_its_own_case_and_nothing_of_anothers(world: World) -> None:
    reference, _link = a_case(world, "ann", "ANNS-WORDS")
    _other, bens = a_case(world, "ben", "Mine")
    look, ben = asked(world, reference), Visitor(world.app)
    for act in ("consent", "end"):
        assert ben.get(f"{bens}/experts/{look}/{act}").status_code == 404
        assert ben.post(f"{bens}/experts/{look}/{act}", form_at="/preferences").status_code == 404
    for page in ("", "/export", "/export.json"):
        assert "ANNS-WORDS" not in ben.text(f"{bens}{page}")
    forged = bens[:-3] + "abc"
    for page in (
        "",
        "/export",
        "/export.json",
        f"/experts/{look}/consent",
        f"/experts/{look}/end",
        "/community/answer",
    ):
        assert ben.get(forged + page).status_code == 404, page
    with world.looking():
        row = db.session.get_one(ExpertLook, look)
        assert (row.agreed_at, row.ended_at) == (None, None)


@pytest.mark.parametrize("page", ["", "/export", "/export.json", "/experts/{look}/consent", "/experts/{look}/end"])
def test_too_old_it_opens_nothing_and_says_how_to_go_on(world: World, page: str) -> None:
    reference, link = a_case(world, "ann", "It blinks red.")
    look = asked(world, reference)
    with clock.at(now() + timedelta(days=91)):
        answer = Visitor(world.app).get(link + page.format(look=look))
        assert answer.status_code == 410
        assert "It blinks red." not in answer.text
        assert "This link is too old" in answer.text
        assert "Mail me a new link" in answer.text


def test_a_new_link_goes_to_the_address_of_the_case_alone(world: World) -> None:
    _reference, link = a_case(world, "ann", "It blinks red.")
    later = now() + timedelta(days=91)
    with clock.at(later):
        guest = Visitor(world.app)
        asked_for = guest.post(f"{link}/renewal", form_at=link)
        assert asked_for.location == link
        assert "A new link is on its way" in guest.get(link).text
        mail = text_of(Outbox(world.app).to("ann@example.org")[-1])
        assert "It blinks red." not in mail
        new = re.search(r"/cases/link/[\w.\-]+", mail)
        assert new is not None
        assert new[0] != link
        assert "It blinks red." in guest.text(new[0])


def test_a_new_link_is_mailed_a_few_times_a_day_and_for_no_other_reason(world: World) -> None:
    _reference, link = a_case(world, "ann", "It blinks red.")
    guest = Visitor(world.app)
    assert guest.post(f"{link}/renewal", form_at=link).status_code == 404, "it still works"
    with clock.at(now() + timedelta(days=91)):
        codes = [guest.post(f"{link}/renewal", form_at=link).status_code for _time in range(6)]
        assert codes == [302] * 5 + [429]
        with world.acting("ann") as ann:
            ann.password_hash = "x"
        assert guest.post(f"{link}/renewal", form_at="/preferences").status_code == 404, "they sign in by now"


def test_whoever_is_signed_in_as_somebody_else_acts_as_the_guest_alone(world: World) -> None:
    """The link says who acts, never the session: ben follows a link that ann gave him, and it is her word."""
    reference, link = a_case(world, "ann", "It blinks red.")
    look, ben = asked(world, reference), signed_in(world, "ben")
    consent = f"{link}/experts/{look}/consent"
    assert ben.post(consent, form_at=consent).status_code == 302
    with world.looking():
        assert db.session.get_one(ExpertLook, look).agreed_at is not None
        assert db.session.get_one(User, world.ids["ben"]).id != called(reference).customer_id
