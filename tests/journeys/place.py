"""The product as a place to go to: served in this process, so that a test can move its clock and do its worker's work."""

import email
import email.policy
import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from app.activity.models import Owed
from app.extensions import db
from app.jobs.worker import run_all
from app.kit import clock
from app.search.upkeep import build_if_missing
from tests.services.browser import PageFactory
from tests.visiting import Visitor
from tests.world import World, populate

_LINK = re.compile(r"https?://[^\s>\"]+")
STOP_SECONDS = 20


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """A test's output is its own."""


class _InFlight:
    """Counts the requests at work, so that the database is closed only when none is left."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.number = 0
        self.changed = threading.Condition()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        self._count(1)
        try:
            with closing(ClosingIterator(self.app(environ, start_response))) as answer:
                yield from answer
        finally:
            self._count(-1)

    def _count(self, by: int) -> None:
        with self.changed:
            self.number += by
            self.changed.notify_all()

    def wait_until_none(self) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.number == 0, STOP_SECONDS), "a request does not end"


class Site:
    """The running product with its cast. `open` makes pages in fresh profiles."""

    def __init__(self, app: Flask, server: BaseWSGIServer, open: PageFactory) -> None:
        self.app = app
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.open = open
        self.world: World = populate(app)
        self._cookies: dict[str, str] = {}

    def work(self) -> None:
        """What is owed by now is done, as the worker does it: the clock's work, search, mails. Nothing may fail."""
        with self.app.app_context():
            run_all()
            errors = list(db.session.scalars(select(Owed.error).where(Owed.error.is_not(None))))
            db.session.rollback()
        assert errors == []

    def guest(self, **profile: Any) -> Page:
        return self.open(**{"base_url": self.url, **profile})

    def person(self, name: str, **profile: Any) -> Page:
        """A page of somebody of the cast who is signed in; a new browser each time, the same signing in."""
        page = self.guest(**profile)
        page.context.add_cookies([{"name": "session", "value": self.cookie(name), "url": self.url}])
        return page

    def cookie(self, name: str) -> str:
        """What shows that somebody of the cast is signed in."""
        if name not in self._cookies:
            self._cookies[name] = self._sign_in(name)
        return self._cookies[name]

    def _sign_in(self, name: str) -> str:
        visitor = Visitor(self.app).signed_in_as(self.world.email(name))
        cookie = visitor.client.get_cookie("session")
        assert cookie is not None
        return cookie.value

    def mails_to(self, address: str) -> list[EmailMessage]:
        """What was mailed to somebody so far, oldest first."""
        return [mail for mail in self.all_mails() if address in str(mail["To"])]

    def all_mails(self) -> list[EmailMessage]:
        folder = Path(self.app.config["MAIL_URL"].removeprefix("file://"))
        read = [
            email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            for file in sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        ]
        return [mail for mail in read if isinstance(mail, EmailMessage)]

    def words_of(self, mail: EmailMessage) -> str:
        part = mail.get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    def links_in(self, mail: EmailMessage) -> list[str]:
        """The pages of this site that a mail leads to, as paths."""
        found = [urlsplit(link) for link in _LINK.findall(self.words_of(mail)) if link.startswith(self.url)]
        return [link.path + (f"?{link.query}" if link.query else "") for link in found]


@contextmanager
def served(app: Flask, open: PageFactory) -> Iterator[Site]:
    """The site on a port of its own for the length of a block. Moves of the clock end with it."""
    at_work = _InFlight(app)
    server = make_server("127.0.0.1", 0, at_work, threaded=True, request_handler=_Quiet)
    app.config["BASE_URL"] = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, name="site", daemon=True)
    with clock.at(clock.now()):
        with app.app_context():
            build_if_missing()
            db.session.remove()
        site = Site(app, server, open)
        thread.start()
        try:
            yield site
        finally:
            open.close()
            server.shutdown()
            thread.join(STOP_SECONDS)
            server.server_close()
            at_work.wait_until_none()
