"""Where mails go: files that are whole, a server that refuses for now or for good, each mail once."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.actions.addresses import ask_address_change, confirm_address
from app.accounts.actions.profile import close_account
from app.activity.models import Owed
from app.activity.owing import owe
from app.extensions import db
from app.notifications.actions import pause_mails
from app.notifications.channels.transports import AddressRefused, NotSent, put
from app.notifications.jobs import mail_notification
from app.notifications.models import Delivery, MailChoice, Notification
from app.notifications.queries import mail_choice
from tests.notifications.conftest import Signed
from tests.notifications.mails import Outbox, first_line, work
from tests.notifications.telling import answered, asked
from tests.services.mail import MailServer
from tests.services.ports import free_port
from tests.world import PASSWORD, World

ANN = "ann@example.org"


def a_message(to: str = ANN) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "community@acme.example", to, "Perché no"
    message.set_content("Tutto a posto.\n")
    return message


@pytest.fixture
def by_server(app: Flask, mail_server: MailServer) -> MailServer:
    app.config["MAIL_URL"] = f"smtp://127.0.0.1:{mail_server.port}"
    return mail_server


def test_a_folder_holds_whole_mails_with_readable_names(tmp_path: Path) -> None:
    put(a_message(), f"file://{tmp_path}/new%20folder")
    (file,) = (tmp_path / "new folder").iterdir()
    assert file.suffix == ".eml"
    assert ANN in file.name
    assert b"Tutto a posto." in file.read_bytes()


@pytest.mark.parametrize("to", ["../../evil@example.org", '"a/b"@example.org', ".hidden@example.org"])
def test_an_address_cannot_leave_the_folder(tmp_path: Path, to: str) -> None:
    message = a_message("x@example.org")
    del message["To"]
    message["To"] = to
    put(message, f"file://{tmp_path}/out")
    assert [path.parent.name for path in tmp_path.rglob("*.eml")] == ["out"]


def test_a_server_gets_text_html_and_the_envelope(world: World, by_server: MailServer) -> None:
    answered(world, asked(world))
    work(world.app)
    (delivery,) = by_server.to(ANN)
    assert delivery.sender == "community@localhost.localdomain"
    assert delivery.text.startswith("Community answer · not reviewed by Acme")
    assert "Ben answered your question." in delivery.html


def test_a_refusal_for_now_is_tried_again_and_sent_once(world: World, by_server: MailServer) -> None:
    by_server.refuse(ANN, "450 4.2.0 Try later")
    answered(world, asked(world))
    work(world.app, failing=True)
    with world.acting("ada"):
        owed = db.session.scalars(select(Owed).where(Owed.name == "notifications.jobs.mail_notification")).one()
        assert owed.error == "NotSent: recipient: 450"
        assert db.session.scalar(select(Delivery.id)) is None
        assert mail_choice(world.ids["ann"]).paused_at is None
        owed.run_at = owed.event.at if owed.event else world.person("ann").created_at
        owed.error = None
    by_server.accept(ANN)
    work(world.app)
    work(world.app)
    assert len(by_server.to(ANN)) == 1


def test_a_refusal_for_good_pauses_mails_and_says_so(world: World, by_server: MailServer, signed: Signed) -> None:
    by_server.refuse(ANN)
    question_id = asked(world)
    answered(world, question_id)
    work(world.app)
    with world.looking():
        assert mail_choice(world.ids["ann"]).paused_at is not None
        assert db.session.scalars(select(Delivery)).one().refused
    by_server.accept(ANN)
    answered(world, question_id, by="eve")
    work(world.app)
    assert by_server.to(ANN) == []
    ann = signed("ann")
    assert "One came back for good." in ann.text("/notifications")
    assert "Mails to you are paused." in ann.text("/settings/notifications")
    assert ann.post("/settings/notifications/again").status_code == 302
    assert "Mails to you are paused." not in ann.text("/settings/notifications")
    answered(world, question_id, by="new")
    work(world.app)
    assert len(by_server.to(ANN)) == 1


def test_a_slow_server_holds_nobody_up(world: World, by_server: MailServer) -> None:
    """While the server takes a mail, somebody else writes."""
    outcomes: list[str] = []
    take = by_server.handle_DATA

    async def write_meanwhile(*given: Any) -> str:
        try:
            with world.acting("eve") as eve:
                eve.about = "written meanwhile"
            outcomes.append("written")
        except Exception as error:
            outcomes.append(repr(error))
        return await take(*given)

    by_server.handle_DATA = write_meanwhile  # type: ignore[method-assign]
    answered(world, asked(world))
    work(world.app)
    assert outcomes == ["written"]
    assert len(by_server.to(ANN)) == 1


def test_another_address_is_tried_again_and_whoever_leaves_is_forgotten(world: World) -> None:
    answered(world, asked(world))
    work(world.app)
    with world.acting("ann") as ann:
        pause_mails(ann.id)
        ask_address_change(ann, email="ann.new@example.org", current=PASSWORD)
    with world.acting("ann") as ann:
        confirm_address(ann)
    work(world.app)
    with world.acting("ann") as ann:
        assert mail_choice(ann.id).paused_at is None
        close_account(ann, current=PASSWORD)
    work(world.app)
    with world.looking():
        assert db.session.scalar(select(Notification.id).where(Notification.user_id == world.ids["ann"])) is None
        assert db.session.scalar(select(MailChoice.user_id)) is None
        assert db.session.scalar(select(Delivery.id)) is not None


def test_a_full_mailbox_is_not_for_good(mail_server: MailServer) -> None:
    mail_server.refuse(ANN, "552 5.2.2 Mailbox full")
    with pytest.raises(NotSent):
        put(a_message(), f"smtp://127.0.0.1:{mail_server.port}")
    mail_server.refuse(ANN, "550 5.1.1 No such mailbox")
    with pytest.raises(AddressRefused):
        put(a_message(), f"smtp://127.0.0.1:{mail_server.port}")


def test_no_server_is_a_failure_that_names_nobody() -> None:
    with pytest.raises(NotSent) as failed:
        put(a_message(), f"smtp://127.0.0.1:{free_port()}")
    assert ANN not in str(failed.value)


def test_an_unknown_way_is_refused() -> None:
    with pytest.raises(ValueError, match="MAIL_URL"):
        put(a_message(), "https://example.org")


def test_mail_that_arrived_before_the_worker_was_killed_is_the_same_mail(world: World, outbox: Outbox) -> None:
    answered(world, asked(world))
    (first,) = outbox.to(ANN)
    with world.acting("ada"):
        db.session.execute(Delivery.__table__.delete())
        owe(mail_notification, notification_id=db.session.scalars(select(Notification.id)).one())
    again = outbox.to(ANN)
    assert len(again) == 2
    assert {mail["Message-ID"] for mail in again} == {first["Message-ID"]}
    assert first_line(again[1]) == first_line(first)


def test_what_was_sent_is_not_sent_again(world: World, outbox: Outbox) -> None:
    answered(world, asked(world))
    assert len(outbox.to(ANN)) == 1
    with world.acting("ada"):
        owe(mail_notification, notification_id=db.session.scalars(select(Notification.id)).one())
    assert len(outbox.to(ANN)) == 1
