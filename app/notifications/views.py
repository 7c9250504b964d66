"""The web pages of notifications."""

from flask import Blueprint, abort

from app.accounts.gates import public

blueprint = Blueprint("notifications", __name__)
blueprints = (blueprint,)


@blueprint.route("/notifications", methods=["GET"])
@public
def index() -> str:
    abort(501)
