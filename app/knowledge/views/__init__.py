"""The web pages of knowledge: each module adds its routes to one blueprint."""

from importlib import import_module

from flask import Blueprint

blueprint = Blueprint("knowledge", __name__)
blueprints = (blueprint,)

for page in ("reading", "history", "writing", "reviewing", "desk", "gaps", "gap_desk"):
    import_module(f"{__name__}.{page}")
