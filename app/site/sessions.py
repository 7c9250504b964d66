"""What pages are made of, and the pictures in them, neither set nor depend on a cookie.

A session that nothing has changed is not written anew with every page, but once a day, so that a browser in use stays
signed in.
"""

from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.kit.clock import now
from app.site.limits import EXEMPT

WRITTEN_EVERY = timedelta(days=1)


class Signed(SecureCookieSession):
    """A session that knows when its cookie was made."""

    is_fresh = False


class Sessions(SecureCookieSessionInterface):
    session_class = Signed

    def __init__(self) -> None:
        self._signers: dict[tuple[Any, ...], URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Made once: it is asked for by every page."""
        keys = (app.secret_key, *app.config["SECRET_KEY_FALLBACKS"])
        if keys not in self._signers:
            self._signers[keys] = super().get_signing_serializer(app)
        return self._signers[keys]

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        signer, cookie = self.get_signing_serializer(app), request.cookies.get(self.get_cookie_name(app))
        if signer is None or not cookie:
            return None if signer is None else self.session_class()
        longest = int(app.permanent_session_lifetime.total_seconds())
        try:
            held, at = signer.loads(cookie, max_age=longest, return_timestamp=True)
        except BadSignature:
            return self.session_class()
        session = Signed(held)
        session.is_fresh = now() - at < WRITTEN_EVERY
        return session

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        return session.modified or (session.permanent and not getattr(session, "is_fresh", False))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if request.endpoint not in EXEMPT:
            super().save_session(app, session, response)
