"""The web pages of accounts."""

from flask import Blueprint, abort

from app.accounts.gates import public

blueprint = Blueprint("accounts", __name__)
blueprints = (blueprint,)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> str:
    abort(501)


@blueprint.route("/sign-out", methods=["POST"])
@public
def sign_out() -> str:
    abort(501)


@blueprint.route("/users/<int:user_id>", methods=["GET"])
@public
def profile(user_id: int) -> str:
    abort(501)


@blueprint.route("/settings", methods=["GET"])
@public
def settings() -> str:
    abort(501)
