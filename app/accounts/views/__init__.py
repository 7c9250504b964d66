"""The web pages of accounts."""

from app.accounts.views import entering, invited, joining, profile, recovering, settings, sign_ins
from app.accounts.views.blueprint import blueprint

blueprints = (blueprint,)

__all__ = ["blueprints", "entering", "invited", "joining", "profile", "recovering", "settings", "sign_ins"]
