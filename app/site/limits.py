"""How many pages a minute somebody may ask for: a member by account, anybody else by network address.

Counted in memory, per web process: a shield against floods, not an account of use. What limits sign-ins, resets and
new members is counted in the database (accounts/limits.py, questions/limits.py).
"""

from datetime import UTC, datetime

from flask import Flask, current_app, g, request, session
from flask_limiter import Limiter, RequestLimit

from app.accounts.browsers import SIGNED_IN, WHO

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


def visitor_key() -> str:
    """Read from the signed cookie alone: a flood must not reach the database."""
    return f"member:{session[WHO]}" if _is_member() else f"address:{request.remote_addr}"


def _is_member() -> bool:
    return SIGNED_IN in session and WHO in session


def rate() -> str:
    setting = "MEMBER_PER_MINUTE" if _is_member() else "ANONYMOUS_PER_MINUTE"
    return f"{current_app.config[setting]} per minute"


def _breached(limit: RequestLimit) -> None:
    """The answer says how long to wait: until the minute is over."""
    g.retry_after = min(60, max(1, round(limit.reset_at - datetime.now(UTC).timestamp())))


def bind(app: Flask) -> None:
    limiter = Limiter(
        key_func=visitor_key,
        application_limits=[rate],
        on_breach=_breached,
        storage_uri=app.config["RATELIMIT_STORAGE_URI"],
    )
    limiter.request_filter(lambda: request.endpoint in EXEMPT)
    limiter.init_app(app)
