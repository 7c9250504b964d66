"""Mails about accounts and held questions: the right link to the right address, whatever was chosen."""

import pytest
from flask import Flask

from app.accounts.actions import addresses, inviting
from app.accounts.models import User
from app.accounts.roles import Role
from app.extensions import db
from app.notifications.actions import choose_mails
from app.notifications.states import Wants
from tests.notifications.mails import Outbox, first_line, html_of, links, preheader, text_of
from tests.visiting import Visitor
from tests.world import PASSWORD, World

GOOD = "seven wet paper boats"


def registered(visitor: Visitor, email: str = "zoe@example.org", name: str = "Zoe") -> None:
    visitor.post("/register", {"name": name, "email": email, "password": GOOD}, form_at="/register")


def test_registering_mails_a_link_that_confirms(world: World, visitor: Visitor, outbox: Outbox) -> None:
    registered(visitor)
    (mail,) = outbox.to("zoe@example.org")
    assert str(mail["Subject"]) == "Confirm your address"
    assert first_line(mail) == preheader(mail) == "Automatic message from Acme"
    assert (mail["List-Unsubscribe"], mail["Precedence"]) == (None, None)
    assert mail["Auto-Submitted"] == "auto-generated"
    (link,) = links(mail)
    assert link.startswith("/confirmation/")
    assert visitor.get(link).status_code == 200
    assert f'href="http://127.0.0.1{link}"' in html_of(mail)


def test_registering_again_mails_no_link_that_opens_anything(world: World, visitor: Visitor, outbox: Outbox) -> None:
    registered(visitor, world.email("ann"), "Annabel")
    (mail,) = outbox.to("ann@example.org")
    assert links(mail) == ["/sign-in"]


def test_a_forgotten_password(world: World, visitor: Visitor, outbox: Outbox) -> None:
    with world.acting("ann") as ann:
        choose_mails(ann, Wants.NONE)
    visitor.post("/password-reset", {"email": world.email("ann")}, form_at="/password-reset")
    (mail,) = outbox.to("ann@example.org")
    (link,) = links(mail)
    assert visitor.get(link).status_code == 200
    assert "for one hour" in text_of(mail)


def test_a_new_address_gets_the_link_and_the_old_one_a_notice(world: World, outbox: Outbox) -> None:
    with world.acting("ann") as ann:
        addresses.ask_address_change(ann, email="ann.new@example.org", current=PASSWORD)
    (new,) = outbox.to("ann.new@example.org")
    (old,) = outbox.to("ann@example.org")
    assert any(link.startswith("/new-address/") for link in links(new))
    assert "/new-address/" not in old.as_string()
    assert "ann.new" not in old.as_string()


def test_an_invitation_says_the_role(world: World, outbox: Outbox) -> None:
    with world.acting("ada") as ada:
        inviting.invite(ada, email="joy@example.org", role=Role.LEAD)
    (mail,) = outbox.to("joy@example.org")
    assert "community as: Team lead." in text_of(mail)
    assert links(mail)[0].startswith("/invitations/")


def test_a_held_question_is_confirmed_by_mail_without_its_text(world: World, outbox: Outbox) -> None:
    from app.accounts.actors import Guest
    from app.questions.actions.holding import Written, hold
    from tests import make

    with world.acting("ada"):
        text = Written(
            title="canary-title", body="canary-body", category_id=make.category().id, private="canary-private"
        )
        hold(Guest(), text, email="rita@example.net", name="Rita", locale="it", address="127.0.0.1")
    (mail,) = outbox.to("rita@example.net")
    assert "canary" not in mail.as_string() + text_of(mail) + html_of(mail)
    assert str(mail["Subject"]) == "Pubblica la tua domanda"
    (link,) = links(mail)
    page = Visitor(world.app).get(link)
    assert page.status_code == 200
    assert "canary-title" in page.get_data(as_text=True)


@pytest.mark.parametrize("gone", ["closed", "confirmed"])
def test_a_mail_that_is_not_needed_any_more_is_not_sent(app: Flask, world: World, visitor: Visitor, gone: str) -> None:
    registered(visitor)
    with world.acting("ada"):
        zoe = db.session.scalars(db.select(User).where(User.email == "zoe@example.org")).one()
        setattr(zoe, "closed_at" if gone == "closed" else "email_confirmed_at", zoe.created_at)
    assert Outbox(app).all() == []
