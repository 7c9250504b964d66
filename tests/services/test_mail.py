import smtplib
from email.message import EmailMessage

import pytest

from tests.services.mail import MailServer


def send(server: MailServer, *recipients: str, subject: str = "Ciao") -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "forum@acme.example", ", ".join(recipients), subject
    message.set_content("Perché no?")
    message.add_alternative("<p>Perché no?</p>", subtype="html")
    with smtplib.SMTP(server.host, server.port, timeout=10) as client:
        client.send_message(message)


def test_mail_arrives_with_its_envelope_and_both_parts(mail_server: MailServer) -> None:
    send(mail_server, "anna@example.org", "bruno@example.org", subject="Città")
    (delivery,) = mail_server.wait_for(1)
    assert delivery.sender == "forum@acme.example"
    assert delivery.recipients == ("anna@example.org", "bruno@example.org")
    assert delivery.subject == "Città"
    assert delivery.text.strip() == "Perché no?"
    assert delivery.html.strip() == "<p>Perché no?</p>"


def test_mail_is_found_by_recipient(mail_server: MailServer) -> None:
    send(mail_server, "anna@example.org", subject="One")
    send(mail_server, "Bruno@example.org", subject="Two")
    assert [delivery.subject for delivery in mail_server.to("bruno@example.org")] == ["Two"]
    mail_server.clear()
    assert mail_server.to("anna@example.org") == []


def test_a_refused_recipient_bounces_until_accepted_again(mail_server: MailServer) -> None:
    mail_server.refuse("gone@example.org")
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        send(mail_server, "gone@example.org")
    assert refusal.value.recipients["gone@example.org"][0] == 550
    assert mail_server.deliveries == []
    mail_server.accept("gone@example.org")
    send(mail_server, "gone@example.org")
    assert len(mail_server.deliveries) == 1


def test_waiting_for_mail_that_does_not_come_says_so(mail_server: MailServer) -> None:
    with pytest.raises(AssertionError, match="0 of 1 messages"):
        mail_server.wait_for(1, seconds=0.01)
