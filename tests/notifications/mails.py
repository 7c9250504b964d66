"""What was mailed: the folder that mails are written to, read as a mail program reads it."""

import email
import email.policy
import re
from email.message import EmailMessage
from html import unescape
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.activity.models import Owed
from app.extensions import db
from app.jobs.worker import run_one

_TAG = re.compile(r"<[^>]*>")


def work(app: Flask, *, failing: bool = False) -> None:
    """Whatever is owed now is done, as the worker does it. Nothing may fail, unless the test is about that."""
    with app.app_context():
        while run_one():
            pass
        errors = list(db.session.scalars(select(Owed.error).where(Owed.error.is_not(None))))
        db.session.rollback()
    assert failing or errors == []


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return part.get_content()


def html_of(message: EmailMessage) -> str:
    part = message.get_body(("html",))
    assert part is not None
    return part.get_content()


def first_line(message: EmailMessage) -> str:
    return text_of(message).splitlines()[0]


def words_of(page: str) -> str:
    """What of a page somebody reads, on one line."""
    return " ".join(unescape(_TAG.sub(" ", page)).split())


def preheader(message: EmailMessage) -> str:
    """What a list of mails shows beside the subject: the first words of the HTML body that somebody can read."""
    body = html_of(message).partition("<body")[2].partition(">")[2]
    words = [unescape(line).strip() for line in _TAG.sub("\n", body).splitlines()]
    return next(line for line in words if line)


def links(message: EmailMessage) -> list[str]:
    """The paths that the plain part leads to."""
    return re.findall(r"https?://[^/\s]+(/\S*)", text_of(message))


class Outbox:
    def __init__(self, app: Flask) -> None:
        self.app = app
        self.folder = Path(app.config["MAIL_URL"].removeprefix("file://"))

    def all(self) -> list[EmailMessage]:
        """Every mail so far, as they went out, once the worker has done what is owed."""
        work(self.app)
        files = sorted(self.folder.glob("*.eml")) if self.folder.exists() else []
        read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
        return [message for message in read if isinstance(message, EmailMessage)]

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.all() if address in str(message["To"])]

    def clear(self) -> None:
        self.all()
        for file in self.folder.glob("*.eml"):
            file.unlink()
