"""The web pages of knowledge."""

from flask import Blueprint, abort

from app.accounts.gates import public

blueprint = Blueprint("knowledge", __name__)
blueprints = (blueprint,)


@blueprint.route("/articles", methods=["GET"])
@public
def index() -> str:
    abort(501)
