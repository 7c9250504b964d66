"""The web pages of the administration, one module for each part."""

from importlib import import_module

from flask import Blueprint

blueprint = Blueprint("admin", __name__)
blueprints = (blueprint,)

PARTS = (
    "overview",
    "brand",
    "categories",
    "learning",
    "products",
    "tags",
    "rules",
    "texts",
    "people",
    "grants",
    "staff",
    "jobs",
    "mails",
)

for part in PARTS:
    import_module(f"app.admin.views.{part}")
