"""Asking without an account: the text is held, the mail's link publishes it, and nobody is let in who should not be."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from app.accounts.models import SignIn, User
from app.accounts.queries import user_by_email
from app.activity.models import Event, Owed
from app.cases.models import PrivateDetails
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.questions import held
from app.questions.jobs import forget_held
from app.questions.models import HeldQuestion, Question, ShownBeforeAsking
from tests import make
from tests.questions.asking_forms import ASK, as_guest, counted, filled
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]
CANARY = "canary-iban-IT60X054"


def link_of(world: World) -> str:
    """The path in the mail."""
    with world.looking():
        newest = db.session.scalars(select(HeldQuestion).order_by(HeldQuestion.id.desc())).first()
        assert newest is not None
        return held.confirmation_path(newest)


def held_by(visitor: Visitor, **other: Any) -> Any:
    return visitor.post(ASK, as_guest(**other), form_at=ASK)


def test_from_the_form_to_the_published_question(world: World, visitor: Visitor) -> None:
    answer = held_by(visitor, private=CANARY)
    assert (answer.status_code, answer.location) == (302, "/questions/held")
    assert "gina@example.com" in visitor.text("/questions/held")
    assert counted(world) == (0, 1)

    link = link_of(world)
    page = visitor.text(link)
    assert "It happens every evening" in page
    assert "Publish my question" in page
    assert CANARY not in page
    assert counted(world) == (0, 1), "following the link alone publishes nothing"

    published = visitor.post(link, {}, form_at=link)
    assert published.status_code == 302
    assert counted(world) == (1, 0)
    with world.looking():
        question = db.session.scalars(select(Question)).one()
        gina = user_by_email("gina@example.com")
        assert gina is not None
        assert published.location == f"/questions/{question.id}/the-router-loses-its-line"
        assert (question.author_id, gina.display_name, gina.password_hash) == (gina.id, "Gina", None)
        assert gina.email_confirmed_at is not None
        assert db.session.get_one(PrivateDetails, question.id).text == CANARY


def test_private_words_are_in_no_event_and_no_job(world: World, visitor: Visitor) -> None:
    held_by(visitor, private=CANARY, title="Title that waits")
    link = link_of(world)
    visitor.post(link, {}, form_at=link)
    with world.looking():
        told = repr([event.data for event in db.session.scalars(select(Event))])
        told += repr([owed.args for owed in db.session.scalars(select(Owed))])
        assert CANARY not in told
        assert "gina@example.com" not in told
        kinds = [event.kind for event in db.session.scalars(select(Event).order_by(Event.id))]
        assert kinds.index("question:held") < kinds.index("question:asked")


def test_nothing_of_a_held_question_is_public(world: World, visitor: Visitor) -> None:
    held_by(visitor, title="Unseen until confirmed", private=CANARY)
    for path in ("/", "/questions", "/feeds/new.atom", "/sitemap-questions-0.xml", "/tags/wifi"):
        page = visitor.text(path)
        assert "Unseen until confirmed" not in page
        assert CANARY not in page


def test_a_used_link_leads_to_the_question_and_publishes_no_second(world: World, visitor: Visitor) -> None:
    held_by(visitor)
    link, token = link_of(world), visitor.token(ASK)
    address = visitor.client.post(link, data={"csrf_token": token}).location
    for answer in (visitor.get(link), visitor.client.post(link, data={"csrf_token": visitor.token()})):
        assert answer.status_code == 410
        assert "Your question is published already" in answer.get_data(as_text=True)
        assert address in answer.get_data(as_text=True)
    assert counted(world) == (1, 0)


def test_a_link_works_for_a_week(world: World, visitor: Visitor) -> None:
    held_by(visitor)
    link = link_of(world)
    with clock.at(now() + timedelta(days=6, hours=23)):
        assert visitor.get(link).status_code == 200
    with clock.at(now() + timedelta(days=7, minutes=1)):
        answer = visitor.get(link)
        assert answer.status_code == 410
        assert "older than 7 days" in answer.get_data(as_text=True)
        assert visitor.post(link, {}).status_code == 410
    assert counted(world) == (0, 1)


@pytest.mark.parametrize(
    "change", [lambda link: link[:-3] + "abc", lambda _link: "/questions/held/x", lambda link: link + "."]
)
def test_a_link_that_is_not_ours(world: World, visitor: Visitor, change: Callable[[str], str]) -> None:
    held_by(visitor)
    answer = visitor.get(change(link_of(world)))
    assert answer.status_code == 404
    assert "Copy the whole link" in answer.get_data(as_text=True)
    assert visitor.post(change(link_of(world)), {}).status_code == 404
    assert counted(world) == (0, 1)


def test_the_button_needs_a_page_of_ours(world: World, visitor: Visitor) -> None:
    held_by(visitor)
    answer = visitor.client.post(link_of(world), data={"csrf_token": "stale"})
    assert answer.status_code == 422
    assert "Nothing is lost" in answer.get_data(as_text=True)
    assert counted(world) == (0, 1)


def signed_in(visitor: Visitor) -> bool:
    return 'href="/sign-in' not in visitor.text("/preferences")


def test_a_new_account_is_signed_in_only_where_the_question_was_written(world: World, visitor: Visitor) -> None:
    held_by(visitor)
    link, elsewhere = link_of(world), Visitor(world.app)
    elsewhere.post(link, {}, form_at=link)
    assert not signed_in(elsewhere)
    held_by(visitor, email="other@example.com")
    link = link_of(world)
    visitor.post(link, {}, form_at=link)
    assert signed_in(visitor)


@pytest.mark.parametrize("name", ["ann", "gus", "ada"])
def test_an_account_with_a_password_is_never_opened_by_the_link(world: World, visitor: Visitor, name: str) -> None:
    held_by(visitor, email=world.email(name))
    link = link_of(world)
    visitor.post(link, {}, form_at=link)
    assert not signed_in(visitor)
    with world.looking():
        assert db.session.scalars(select(Question)).one().author_id == world.ids[name]
        assert db.session.scalars(select(SignIn)).all() == []


def test_whoever_is_signed_in_stays_who_they_are(world: World, visitor: Visitor, browser_of: Opened) -> None:
    held_by(visitor)
    ben, link = browser_of("ben"), link_of(world)
    ben.post(link, {}, form_at=link)
    assert ">Ben<" in ben.text("/preferences")


def test_a_suspended_persons_question_stays_held(world: World, visitor: Visitor) -> None:
    with world.acting("ada"):
        db.session.get_one(User, world.ids["ben"]).suspended_until = now() + timedelta(days=3)
    held_by(visitor, email=world.email("ben"))
    link = link_of(world)
    answer = visitor.post(link, {}, form_at=link)
    assert answer.status_code == 403
    assert "suspended" in answer.get_data(as_text=True)
    assert counted(world) == (0, 1)


BAD = [
    ({"name": ""}, "Say what we may call you."),
    ({"name": "x" * 61}, "At most 60 characters."),
    ({"name": "Acme Support"}, "does not have the name Acme in it"),
    ({"name": "\u202eevil"}, "invisible characters"),
    ({"email": ""}, "We need an address"),
    ({"email": "not an address"}, "This is not an e-mail address."),
    ({"email": f"{'a' * 260}@example.com"}, "At most 254 characters."),
    ({"email": "a@b.example\r\nBcc: all@example.com"}, "This is not an e-mail address."),
    ({"title": ""}, "Give it a title"),
    ({"body": ""}, "Write something first."),
    ({"body": " ".join(f"https://spam{n}.example/" for n in range(5))}, "Take some out and send it again."),
    ({"category": "7"}, "Not a valid choice"),
    ({"csrf_token": "stale"}, "Nothing is lost"),
]


@pytest.mark.parametrize(("fields", "sentence"), BAD)
def test_what_a_guest_mistypes_comes_back(
    world: World, visitor: Visitor, fields: dict[str, Any], sentence: str
) -> None:
    answer = visitor.post(ASK, {**as_guest(private="my serial 9"), **fields}, form_at=ASK)
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert sentence in page
    assert "my serial 9" in page
    assert counted(world) == (0, 0)


def test_a_member_needs_no_name_and_a_guest_does(world: World, visitor: Visitor, browser_of: Opened) -> None:
    assert visitor.post(ASK, filled(), form_at=ASK).status_code == 422
    assert 'name="email"' not in browser_of("ann").text(ASK)
    assert counted(world) == (0, 0)


def test_too_many_mails_to_one_address_end_with_the_text_kept(world: World, visitor: Visitor) -> None:
    for _ in range(5):
        assert held_by(visitor).status_code == 302
    answer = held_by(visitor, body="The sixth time, still here.", private="kept too")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 429
    assert "The sixth time, still here." in page
    assert "kept too" in page
    assert counted(world) == (0, 5)


def test_pressing_twice_holds_one(world: World, visitor: Visitor) -> None:
    form = {**as_guest(), "once": "guest-form", "csrf_token": visitor.token(ASK)}
    places = [visitor.client.post(ASK, data=form).location for _ in range(2)]
    assert places == ["/questions/held", "/questions/held"]
    assert counted(world) == (0, 1)


def test_the_answer_does_not_tell_who_has_an_account(world: World) -> None:
    def page_for(email: str) -> str:
        visitor = Visitor(world.app)
        held_by(visitor, email=email)
        return re.sub(r"[\w.]+@[\w.]+", "", visitor.text("/questions/held"))

    assert page_for(world.email("ann")) == page_for("nobody@example.net")


def test_what_a_guest_was_shown_is_kept_with_the_published_question(world: World, visitor: Visitor) -> None:
    with world.acting("ben") as ben:
        one = make.question(ben).id
    held_by(visitor, shown=[str(one), "888"], opened=[str(one)])
    link = link_of(world)
    visitor.post(link, {}, form_at=link)
    with world.looking():
        assert [(row.post_id, row.opened) for row in db.session.scalars(select(ShownBeforeAsking))] == [(one, True)]


def test_a_category_that_closed_meanwhile_keeps_the_text(world: World, visitor: Visitor) -> None:
    held_by(visitor)
    with world.acting("ada"):
        make.category().closed_at = now()
    link = link_of(world)
    answer = visitor.post(link, {}, form_at=link)
    assert answer.status_code == 409
    assert "It happens every evening" in answer.get_data(as_text=True)
    assert counted(world) == (0, 1)


def test_the_pages_are_italian_for_italians(world: World, visitor: Visitor) -> None:
    held_by(visitor)
    italian = {"Accept-Language": "it"}
    assert "Controlla la posta" in visitor.get("/questions/held", headers=italian).get_data(as_text=True)
    assert "Pubblica la mia domanda" in visitor.get(link_of(world), headers=italian).get_data(as_text=True)
    assert "Questo link non è completo" in visitor.get("/questions/held/x", headers=italian).get_data(as_text=True)


def test_what_nobody_confirmed_is_thrown_away(world: World, visitor: Visitor) -> None:
    held_by(visitor)
    for days, left in ((6, 1), (8, 0)):
        with clock.at(now() + timedelta(days=days)), world.acting("ada"):
            forget_held()
        assert counted(world) == (0, left)
