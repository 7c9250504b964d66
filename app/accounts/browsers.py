"""A browser in words a person recognises, and when it is worth noting that somebody was here."""

from datetime import timedelta

from app.accounts.actions.signing_in import note_seen
from app.accounts.models import User
from app.accounts.queries import user_signed_in_with
from app.kit import edge
from app.kit.clock import now

NOTED_EVERY = timedelta(minutes=5)

SIGNED_IN = "_user_id"
"""Where Flask-Login keeps what `User.get_id` gives: the token of this browser's sign-in."""

WHO = "who"
"""Where the session keeps the account's id beside it, for what may not ask the database: how often somebody comes."""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def described(user_agent: str) -> tuple[str, str]:
    """(browser, system) as far as the browser says; empty where it does not. The first match wins: they imitate."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    return browser, next((name for sign, name in SYSTEMS if sign in user_agent), "")


def signed_in_user(token: str) -> User | None:
    """Whoever is signed in with this token. That they were seen is noted at most every five minutes."""
    user = user_signed_in_with(token)
    if user is not None and user.seen_at is not None and now() - user.seen_at > NOTED_EVERY:
        edge.afterwards(note_seen, user.sign_in_id)
    return user
