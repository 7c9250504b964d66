"""How many pages a minute somebody may ask for: a member by account, anybody else by network address.

Counted in memory, per web process: a shield against floods, not an account of use. What limits sign-ins, resets and
new members is counted in the database (accounts/limits.py, questions/limits.py).
"""

import time
from threading import Lock

from flask import Flask, abort, current_app, g, request, session

from app.accounts.browsers import SIGNED_IN, WHO
from app.accounts.limits import place

MINUTE = 60
EXEMPT = frozenset(
    {
        "site.static",
        "site.stylesheet",
        "site.rooms_stylesheet",
        "site.script",
        "site.brand_stylesheet",
        "site.logo",
        "site.health",
        "images.show",
    }
)

TYPING = frozenset({"search.typing", "questions.similar"})
"""Asked by the page itself while somebody types: counted apart, so that typing takes no pages from anybody."""


def visitor_key() -> str:
    """Read from the signed cookie alone: a flood must not reach the database."""
    return f"member:{session[WHO]}" if _is_member() else f"address:{place(request.remote_addr or '')}"


def _is_member() -> bool:
    return SIGNED_IN in session and WHO in session


def allowed() -> int:
    return int(current_app.config["MEMBER_PER_MINUTE" if _is_member() else "ANONYMOUS_PER_MINUTE"])


class Minute:
    """How often each has asked in the minute that runs; the count of the one before is forgotten whole."""

    def __init__(self) -> None:
        self.began, self.counts = 0.0, dict[str, int]()
        self.lock = Lock()

    def count(self, key: str, moment: float) -> tuple[int, int]:
        """(times in this minute, seconds until it is over)"""
        with self.lock:
            if moment - self.began >= MINUTE:
                self.began, self.counts = moment, {}
            times = self.counts[key] = self.counts.get(key, 0) + 1
            return times, max(1, round(self.began + MINUTE - moment))


def bind(app: Flask) -> None:
    minute = Minute()

    @app.before_request
    def check() -> None:
        """The answer to one too many says how long to wait: until the minute is over."""
        if request.endpoint in EXEMPT:
            return
        apart = " typing" if request.endpoint in TYPING else ""
        times, left = minute.count(visitor_key() + apart, time.monotonic())
        if times > allowed():
            g.retry_after = left
            abort(429)
