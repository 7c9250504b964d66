"""A private case without a question: a member's at once, a guest's once the address is confirmed, by a link to read and reply."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.activity.models import Event
from app.cases.actions.privately import A_DAY
from app.cases.customer.links import case_path, held_path
from app.cases.customer.models import CaseField, Field, HeldCase
from app.cases.jobs import forget_held
from app.cases.models import Case, CaseMessage
from app.cases.states import CaseState
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.kit.errors import TooMany
from app.questions.models import Question
from tests.cases.private import BODY, TITLE, opened, signed_in
from tests.notifications.mails import Outbox, text_of
from tests.visiting import Visitor
from tests.world import World

FORM = {"title": TITLE, "body": BODY, "category": "", "product": "", "order": "AC-10233"}
GUEST = {**FORM, "name": "Gina", "email": "gina@example.net"}


def held_one() -> HeldCase:
    return db.session.scalars(select(HeldCase)).one()


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_member_asks_privately(world: World) -> None:
    ann = signed_in(world, "ann")
    led = ann.post("/cases/new", FORM, form_at="/cases/new")
    assert led.status_code == 302
    page = ann.text(led.location)
    for words in (TITLE, BODY, "You opened it,", "AC-10233", "Reply by"):
        assert words in page
    with world.looking():
        case = db.session.scalars(select(Case)).one()
        assert (case.question_id, case.state, case.customer_id) == (None, CaseState.QUEUED, world.ids["ann"])
        assert db.session.get_one(CaseField, (case.id, Field.ORDER)).asked_at is None
        said = db.session.scalars(select(Event).where(Event.kind.like("case:%"))).all()
        assert {event.kind for event in said} == {"case:opened", "case:fields_given"}
        assert "10233" not in str([event.data for event in said])
        assert count(Question) == 0


def test_the_words_say_how_grave_it_is(world: World) -> None:
    with world.acting("ann") as ann:
        assert opened(ann, body="Smoke came out of the router.").severity.value == "S1"
        assert opened(ann).severity.value == "S4"


def test_a_suspended_member_can_still_write_to_staff(world: World) -> None:
    with world.acting("ann") as ann:
        ann.suspended_until = now() + timedelta(days=3)
    assert signed_in(world, "ann").post("/cases/new", FORM, form_at="/cases/new").status_code == 302


def test_a_few_a_day(world: World) -> None:
    with world.acting("ann") as ann:
        for _number in range(A_DAY):
            opened(ann)
        with pytest.raises(TooMany):
            opened(ann)
    with clock.at(now() + timedelta(days=1, minutes=1)), world.acting("ann") as ann:
        opened(ann)


@pytest.mark.parametrize("without", ["title", "body"])
def test_what_is_missing_is_said_and_what_was_typed_comes_back(world: World, without: str) -> None:
    answer = signed_in(world, "ann").post("/cases/new", {**FORM, without: ""}, form_at="/cases/new")
    assert answer.status_code == 422
    assert "AC-10233" in answer.get_data(as_text=True)
    with world.looking():
        assert count(Case) == 0


def test_sent_twice_it_is_one(world: World) -> None:
    ann = signed_in(world, "ann")
    token = ann.token("/cases/new")
    for _time in range(2):
        assert ann.client.post("/cases/new", data={**FORM, "csrf_token": token, "once": "same"}).status_code == 302
    with world.looking():
        assert count(Case) == 1


def test_a_guests_words_wait_for_the_address(visitor: Visitor, world: World) -> None:
    led = visitor.post("/cases/new", GUEST, form_at="/cases/new")
    assert led.location == "/cases/check-mail"
    assert "Check your mail" in visitor.text(led.location)
    with world.looking():
        assert (count(Case), count(HeldCase)) == (0, 1)
    with clock.at(now()):  # a link says by the second when it was made
        with world.looking():
            link = held_path(held_one())
        mail = letter(world, "gina@example.net")
    assert link in mail
    assert BODY not in mail
    assert TITLE not in mail
    page = visitor.text(link)
    assert BODY in page
    assert "AC-10233" in page
    assert "/rooms.css" in page, "what is said in private looks so to a guest as well"
    with world.looking():
        assert count(Case) == 0, "following the link alone sends nothing"
    sent = visitor.post(link, form_at=link)
    assert sent.status_code == 302
    with world.looking():
        assert (count(Case), count(HeldCase)) == (1, 0)
    assert BODY in visitor.text(sent.location)
    assert visitor.get(link).status_code == 410


def test_a_guest_reads_and_replies_by_the_link_alone(visitor: Visitor, world: World) -> None:
    link = guest_case(visitor, world)
    page = visitor.get(link)
    assert page.headers["Cache-Control"] == "no-store"
    data = {"csrf_token": token_in(page.get_data(as_text=True)), "body": "It happened again."}
    assert visitor.client.post(link, data=data).status_code == 302
    assert "It happened again." in visitor.text(link)
    reference = the_case(world)
    assert visitor.get(f"/cases/{reference}").status_code == 302, "the link signs nobody in"
    assert visitor.get("/cases").location.startswith("/sign-in")


def test_a_case_link_dies_with_the_address_and_the_first_password(visitor: Visitor, world: World) -> None:
    link = guest_case(visitor, world)
    assert visitor.get(link).status_code == 200
    assert visitor.get(link[:-3] + "abc").status_code == 404
    for column, value in (("email", "other@example.net"), ("password_hash", "x")):
        with world.app.app_context():
            gina = db.session.scalars(select(User).where(User.display_name == "Gina")).one()
            before = getattr(gina, column)
            setattr(gina, column, value)
            db.session.commit()
            assert visitor.get(link).status_code == 404, column
            setattr(gina, column, before)
            db.session.commit()
    with clock.at(now() + timedelta(days=91)):
        assert visitor.get(link).status_code == 410


def test_whether_an_address_has_an_account_shows_nowhere(world: World) -> None:
    """The same answer, page and mail, whoever the address belongs to: the account is looked for once the link was followed."""
    pages = []
    for email in (world.email("ann"), "nobody@example.net"):
        guest = Visitor(world.app)
        led = guest.post("/cases/new", {**GUEST, "email": email}, form_at="/cases/new")
        page = guest.text(led.location)
        pages.append((led.status_code, led.location, page.replace(email, "@")))
        pages[-1] = (*pages[-1][:2], re.sub(r'value="[^"]{20,}"', "", pages[-1][2]))
    assert pages[0] == pages[1]
    mails = [letter(world, email).split("\n") for email in (world.email("ann"), "nobody@example.net")]
    assert len(mails[0]) == len(mails[1])


def test_a_members_confirmed_link_opens_it_as_theirs_but_signs_nobody_in(visitor: Visitor, world: World) -> None:
    visitor.post("/cases/new", {**GUEST, "email": world.email("ann")}, form_at="/cases/new")
    with world.looking():
        link = held_path(held_one())
    sent = visitor.post(link, form_at=link)
    reference = the_case(world)
    assert sent.location == f"/cases/{reference}"
    assert visitor.get(sent.location).location.startswith("/sign-in")
    assert BODY in signed_in(world, "ann").text(f"/cases/{reference}")


def test_mails_to_one_address_are_few(visitor: Visitor) -> None:
    codes = [visitor.post("/cases/new", GUEST, form_at="/cases/new").status_code for _time in range(6)]
    assert codes == [302] * 5 + [429]


def test_an_old_link_says_so(visitor: Visitor, world: World) -> None:
    visitor.post("/cases/new", GUEST, form_at="/cases/new")
    with world.looking():
        link = held_path(held_one())
    with clock.at(now() + timedelta(days=8)):
        answer = visitor.get(link)
    assert answer.status_code == 410
    assert "older than 7 days" in answer.get_data(as_text=True)


def test_what_nobody_confirmed_is_thrown_away(visitor: Visitor, world: World) -> None:
    visitor.post("/cases/new", GUEST, form_at="/cases/new")
    for days, left in ((6, 1), (8, 0)):
        with clock.at(now() + timedelta(days=days)), world.acting("ada"):
            forget_held()
        with world.looking():
            assert count(HeldCase) == left


def test_the_reply_is_told_by_a_mail_with_the_link(visitor: Visitor, world: World) -> None:
    guest_case(visitor, world)
    gus = signed_in(world, "gus")
    gus.post("/workspace/next")
    reference = the_case(world)
    gus.post(f"/cases/{reference}/reply", {"body": "SECRET-REPLY"}, form_at=f"/cases/{reference}?to=reply")
    mail = letter(world, "gina@example.net", "A reply in your private case")
    assert "SECRET-REPLY" not in mail
    link = re.search(r"/cases/link/[\w.\-]+", mail)
    assert link is not None
    assert "SECRET-REPLY" in visitor.text(link[0])


def guest_case(visitor: Visitor, world: World) -> str:
    """Gina's case, confirmed; the link to it."""
    visitor.post("/cases/new", GUEST, form_at="/cases/new")
    with world.looking():
        link = held_path(held_one())
    assert visitor.post(link, form_at=link).status_code == 302
    with world.looking():
        gina = db.session.scalars(select(User).where(User.display_name == "Gina")).one()
        return case_path(gina, db.session.scalars(select(Case.reference)).one())


def the_case(world: World) -> str:
    with world.looking():
        assert count(CaseMessage) >= 1
        return str(db.session.scalars(select(Case.reference)).one())


def token_in(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return unescape(found[1])


def letter(world: World, email: str, subject: str = "") -> str:
    """The latest mail to an address, as plain text."""
    return text_of([mail for mail in Outbox(world.app).to(email) if subject in mail["Subject"]][-1])


def test_a_guest_is_not_promised_what_begins_only_with_the_link(world: World) -> None:
    guests, own = Visitor(world.app).text("/cases/new"), signed_in(world, "ann").text("/cases/new")
    assert "as soon as you follow the link that we send you" in guests
    assert "as soon as you send it" not in guests
    assert "as soon as you send it" in own
