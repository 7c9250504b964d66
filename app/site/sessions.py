"""What pages are made of, and the pictures in them, neither set nor depend on a cookie."""

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from app.site.limits import EXEMPT


class Sessions(SecureCookieSessionInterface):
    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if request.endpoint not in EXEMPT:
            super().save_session(app, session, response)
