"""The web pages of labels."""

from app.labels.views import pages
from app.labels.views.blueprint import blueprint

blueprints = (blueprint,)

__all__ = ["blueprints", "pages"]
