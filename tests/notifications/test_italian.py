"""Mails and pages in the language and on the clock of whoever reads."""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from app.accounts.models import User
from app.escalation.actions import escalate
from app.extensions import db
from app.kit import clock
from app.questions.actions.accepting import remind
from app.questions.queries import question_by_id
from app.questions.states import Trigger
from tests.notifications.conftest import Signed
from tests.notifications.mails import Outbox, first_line, html_of, preheader, text_of
from tests.notifications.telling import answered, asked, followed_by
from tests.world import World

PACKAGE = Path(__file__).resolve().parents[2] / "app" / "notifications"
THURSDAY = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def speaks(world: World, name: str, locale: str, zone: str | None = None) -> None:
    with world.acting("ada"):
        user = db.session.get_one(User, world.ids[name])
        user.locale, user.time_zone = locale, zone


def test_an_italian_asker(world: World) -> None:
    speaks(world, "ann", "it")
    question_id = asked(world)
    answered(world, question_id)
    answered(world, question_id, by="gus")
    with world.acting("mia") as mia:
        remind(mia, question_by_id(question_id))
    first, second, reminder = Outbox(world.app).to("ann@example.org")
    assert first_line(first) == preheader(first) == "Risposta della community · non esaminata da Acme"
    assert first_line(second) == preheader(second) == "Assistenza Acme · Gus"
    assert "Ben ha risposto alla tua domanda." in text_of(first)
    assert '<html lang="it">' in html_of(first)
    assert "Ha risolto il mio problema" in text_of(reminder)
    assert str(first["From"]).startswith("Community Acme")


def test_two_readers_of_one_event_each_in_their_language(world: World) -> None:
    speaks(world, "eve", "it")
    question_id = asked(world)
    followed_by(world, question_id, "eve")
    answered(world, question_id)
    assert "Ben answered your question." in text_of(Outbox(world.app).to("ann@example.org")[0])
    assert "ha risposto a una domanda che segui" in text_of(Outbox(world.app).to("eve@example.org")[0])


def test_times_are_on_the_readers_clock_with_their_date(world: World) -> None:
    for zone, clock_time, name in (
        ("Europe/Rome", "Fri 27 Nov 09:00", "Central European Time"),
        ("America/New_York", "Fri 27 Nov 03:00", "Eastern Time"),
        ("UTC", "Fri 27 Nov 08:00", "UTC"),
    ):
        speaks(world, "ann", "en", zone)
        with clock.at(THURSDAY):
            Outbox(world.app).clear()
            question_id = asked(world)
            with world.acting("mia") as mia:
                question = question_by_id(question_id)
                escalate(mia, question, trigger=Trigger.EXPERT_REQUEST, reason="x")
                question.promised_at = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
            mail = Outbox(world.app).to("ann@example.org")[-1]
        assert f"replies by {clock_time}." in text_of(mail)
        assert f"Times: {name}." in text_of(mail)


def test_the_pages(world: World, signed: Signed) -> None:
    speaks(world, "ann", "it")
    answered(world, asked(world))
    Outbox(world.app).all()
    ann = signed("ann")
    assert "Ben ha risposto alla tua domanda." in ann.text("/notifications")
    assert "Nessuna mail" in ann.text("/settings/notifications")


def test_every_text_has_its_italian() -> None:
    with (PACKAGE / "translations" / "it.po").open("rb") as file:
        known = {entry.id: entry.string for entry in read_po(file, locale="it") if entry.id}
    jinja = {"extensions": "jinja2.ext.i18n", "trimmed": "true"}
    found = extract_from_dir(
        str(PACKAGE),
        method_map=[
            ("**.py", "python"),
            ("**.html", "jinja2.ext:babel_extract"),
            ("**.jinja", "jinja2.ext:babel_extract"),
        ],
        options_map={"**.html": jinja, "**.jinja": jinja},
        keywords={"_": None, "N_": None, "_l": None},
    )
    used = {message for _file, _line, message, _comments, _context in found if isinstance(message, str)}
    assert used - set(known) == set()
    assert set(known) - used == set()
    assert [text for text, italian in known.items() if not italian] == []
