"""Home's companions: styles, scripts, icons, the logo, preferences, the texts about the community, health."""

from importlib import import_module

from flask import Blueprint

blueprint = Blueprint("site", __name__)
blueprints = (blueprint,)

for page in ("views.served", "views.preferences", "views.about", "home", "crawling"):
    import_module(f"app.site.{page}")
