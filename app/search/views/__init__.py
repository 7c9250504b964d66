"""The web pages of search."""

from importlib import import_module

from app.search.views.page import blueprint

blueprints = (blueprint,)

for part in ("typing", "synonyms"):
    import_module(f"app.search.views.{part}")
