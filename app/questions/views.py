"""The web pages of questions."""

from flask import Blueprint, abort

from app.accounts.gates import public

blueprint = Blueprint("questions", __name__)
blueprints = (blueprint,)


@blueprint.route("/questions", methods=["GET"])
@public
def index() -> str:
    abort(501)


@blueprint.route("/questions/ask", methods=["GET"])
@public
def ask() -> str:
    abort(501)
