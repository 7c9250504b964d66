"""The parts of the settings."""

from collections.abc import Callable
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from app.kit.texts import Text

NOTIFICATIONS = "notifications.settings"
_more: dict[str, tuple[str, Callable[[], bool]]] = {}


def add_tab(endpoint: str, text: str, *, wanted: Callable[[], bool]) -> None:
    """A part that a later feature brings, shown to whoever `wanted()` says yes for. `text` is marked with N_."""
    _more[endpoint] = (text, wanted)


def tabs(current: str) -> list[dict[str, Any]]:
    """The tabs over a part of the settings; `current` is its endpoint."""
    parts = [
        ("accounts.settings", _("Profile")),
        ("accounts.change_password", _("Password")),
        ("accounts.change_address", _("Address")),
        ("accounts.sign_ins", _("Signed in")),
    ]
    if NOTIFICATIONS in current_app.view_functions:
        parts.append((NOTIFICATIONS, _("Notifications")))
    parts += [(name, str(Text(text))) for name, (text, wanted) in _more.items() if name == current or wanted()]
    return [{"text": text, "url": url_for(name), "current": name == current} for name, text in parts]
