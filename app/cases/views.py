"""The web pages of cases."""

from flask import Blueprint, abort

from app.accounts.gates import public

blueprint = Blueprint("cases", __name__)
blueprints = (blueprint,)


@blueprint.route("/workspace", methods=["GET"])
@public
def workspace() -> str:
    abort(501)


@blueprint.route("/cases", methods=["GET"])
@public
def mine() -> str:
    abort(501)
