"""The web page of search."""

from app.search.views.page import blueprint

blueprints = (blueprint,)
