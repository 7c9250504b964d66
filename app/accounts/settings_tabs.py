"""The parts of the settings."""

from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

NOTIFICATIONS = "notifications.settings"


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
    return [{"text": text, "url": url_for(name), "current": name == current} for name, text in parts]
