"""The web pages of admin."""

from flask import Blueprint, abort

from app.accounts.gates import public

blueprint = Blueprint("admin", __name__)
blueprints = (blueprint,)


@blueprint.route("/admin", methods=['GET'])
@public
def index() -> str:
    abort(501)
