"""Images on the web: sending one from a page with scripts, and showing it to whoever may read its post."""

from importlib import import_module

from flask import Blueprint

blueprint = Blueprint("images", __name__)
blueprints = (blueprint,)

for page in ("sending", "serving"):
    import_module(f"{__name__}.{page}")
