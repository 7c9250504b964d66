"""The pages of cases: the agents' workspace, one case as staff and as its customer see it, business hours."""

from importlib import import_module

from flask import Blueprint

blueprint = Blueprint("cases", __name__)
blueprints = (blueprint,)

for page in (
    "workspace",
    "staff",
    "customer",
    "hours",
    "policy",
    "desk",
    "absence",
    "team",
    "bulk",
    "news",
    "coaching",
    "looking",
    "pictures",
    "privately",
    "experts",
    "around",
    "export",
    "by_link",
    "requester",
    "settled",
):
    import_module(f"{__name__}.{page}")
