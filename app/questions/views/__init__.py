"""The web pages of questions: each module adds its routes to one blueprint."""

from importlib import import_module
from importlib.util import find_spec

from flask import Blueprint

blueprint = Blueprint("questions", __name__)
blueprints = (blueprint,)

PAGES = (
    "thread",
    "posts",
    "answering",
    "accepting",
    "following",
    "asking",
    "holding",
    "drafts",
    "lists",
    "feeds",
    "merging",
)

for page in PAGES:
    if find_spec(f"{__name__}.{page}"):
        import_module(f"{__name__}.{page}")
