"""What stands in a mail's headers, and what cannot get there."""

import pytest
from flask import Flask

from app.accounts.models import User
from app.extensions import db
from app.kit.texts import Text
from app.notifications.channels.email import compose, one_line
from app.notifications.channels.ink import ink_on
from app.notifications.channels.letters import Button, Letter
from app.notifications.channels.transports import AddressRefused
from app.questions.models import Question
from tests.notifications.mails import Outbox, html_of, text_of
from tests.notifications.telling import answered, asked
from tests.world import World

EVIL = [
    "Ann\r\nBcc: all@example.org",
    "Ann\nSubject: Acme says",
    'Ann" <bank@example.org>, "x',
    "Ann\u2028X-Evil: 1",
    "\u202egro.elpmaxe@nna",
    "=?utf-8?q?Acme_Support?=",
    "Ann <script>alert(1)</script>",
    "Ann, Ben; Eve: everybody",
    "\ud800Ann",
    "",
]


def a_letter(**given: object) -> Letter:
    usual: dict[str, object] = {
        "key": "k",
        "address": "ann@example.org",
        "name": "Ann",
        "locale": "en",
        "time_zone": None,
        "subject": "Router",
        "lead": Text("Something happened."),
        "button": Button(Text("See"), "/"),
        "why": Text("Because."),
        "stop": "/unsubscribe/x",
    }
    return Letter(**{**usual, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize("evil", EVIL)
def test_a_name_or_title_cannot_become_a_header(app: Flask, evil: str) -> None:
    with app.app_context():
        usual, mail = compose(a_letter()), compose(a_letter(name=evil, subject=evil))
    assert mail.keys() == usual.keys()
    to = mail["To"].addresses
    assert [address.addr_spec for address in to] == ["ann@example.org"]
    assert str(mail["Subject"]) == one_line(evil, 150)
    head = mail.as_bytes().partition(b"\r\n\r\n")[0]
    assert b"\r\nBcc" not in head
    assert b"\r\nX-Evil" not in head
    assert head.count(b"\r\nSubject:") == 1


@pytest.mark.parametrize("evil", EVIL)
def test_a_name_in_the_database_is_inert(world: World, evil: str) -> None:
    with world.acting("ada"):
        for name in ("ann", "ben"):
            user = db.session.get_one(User, world.ids[name])
            user.display_name = evil.encode("utf-8", "replace").decode()[:60] or "-"
    question_id = asked(world, title="Perfectly <b>usual</b> title")
    answered(world, question_id)
    (mail,) = Outbox(world.app).to("ann@example.org")
    assert [address.addr_spec for address in mail["To"].addresses] == ["ann@example.org"]
    assert "<script>" not in html_of(mail)
    assert "<b>usual</b>" not in html_of(mail)
    assert "Perfectly <b>usual</b> title" in text_of(mail)


def test_a_title_with_line_ends_stays_one_subject(world: World) -> None:
    question_id = asked(world)
    with world.acting("ada"):
        db.session.get_one(Question, question_id).title = "Router\r\nBcc: all@example.org\r\n\r\nhello"
    answered(world, question_id)
    (mail,) = Outbox(world.app).to("ann@example.org")
    assert str(mail["Subject"]) == "Router Bcc: all@example.org hello"
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b@c", "a b@example.org", "x@exam ple.org", "a@x.org\r\nBcc: b@x.org"]
)
def test_what_is_no_address_is_refused_for_good(app: Flask, address: str) -> None:
    with app.app_context(), pytest.raises(AddressRefused):
        compose(a_letter(address=address))


def test_news_can_be_unsubscribed_from_and_is_said_to_be_automatic(world: World) -> None:
    answered(world, asked(world))
    (mail,) = Outbox(world.app).to("ann@example.org")
    link = str(mail["List-Unsubscribe"])
    assert link.startswith("<http://127.0.0.1/unsubscribe/")
    assert link.endswith(">")
    assert str(mail["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
    assert (str(mail["Auto-Submitted"]), str(mail["Precedence"])) == ("auto-generated", "bulk")
    assert str(mail["Message-ID"]).endswith("@localhost.localdomain>")
    assert str(mail["From"]) == "Acme community <community@localhost.localdomain>"
    assert mail["Date"].datetime is not None
    assert link[1:-1] in text_of(mail)


@pytest.mark.parametrize(
    ("colour", "ink"), [("#1d4ed8", "#ffffff"), ("#ffd400", "#111111"), ("#000", "#ffffff"), ("#fff", "#111111")]
)
def test_the_button_can_be_read(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink
