"""The web pages of notifications."""

from app.notifications.views import listing, settings, unsubscribing, words
from app.notifications.views.blueprint import blueprint

blueprints = (blueprint,)

__all__ = ["blueprints", "listing", "settings", "unsubscribing", "words"]
