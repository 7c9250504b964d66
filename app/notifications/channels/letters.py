"""What a mail says, before it is put into words: texts that translate themselves, posts with their labels, paths."""

from dataclasses import dataclass, field
from typing import Any

from app.accounts.models import User
from app.kit.texts import Text
from app.labels.presenting import Label, Presented


@dataclass(frozen=True)
class Button:
    """A way back to the site; `path` begins with a slash."""

    text: Text
    path: str


@dataclass(frozen=True)
class Quote:
    """A post as readers see it. It brings its label along, and perhaps buttons of its own."""

    shown: Presented
    links: tuple[Button, ...] = ()


@dataclass(frozen=True)
class Letter:
    """One mail to one address. `key` names what it is about: the same key is the same mail, sent once.

    `thread` groups mails about the same thing in a mail program. With `stop`, a path, the mail can be unsubscribed from;
    without, it is about the account. `signs_in`: they have a password, so that pages of the account are no dead end.
    """

    key: str
    address: str
    name: str
    locale: str | None
    time_zone: str | None
    subject: Text | str
    lead: Text
    button: Button | None
    why: Text
    also: Button | None = None
    """Beside the main one."""
    user_id: int | None = None
    title: str = ""
    quotes: tuple[Quote, ...] = ()
    more: tuple[Text, ...] = ()
    facts: tuple[tuple[Text, Any], ...] = field(default=())
    thread: str = ""
    stop: str = ""
    signs_in: bool = True
    label: Label | None = None
    """Of what the letter says itself, when it quotes no post."""


def to_user(user: User) -> dict[str, Any]:
    """The part of a letter that says whom it goes to."""
    return {
        "address": user.email or "",
        "name": user.display_name,
        "locale": user.locale,
        "time_zone": user.time_zone,
        "user_id": user.id,
        "signs_in": user.password_hash is not None,
    }
