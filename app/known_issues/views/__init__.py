"""The web pages of known issues: each module adds its routes to one blueprint."""

from importlib import import_module

from flask import Blueprint

blueprint = Blueprint("known_issues", __name__)
blueprints = (blueprint,)

for page in ("reading", "writing", "ending", "attaching", "asker", "holding", "owning"):
    import_module(f"{__name__}.{page}")
