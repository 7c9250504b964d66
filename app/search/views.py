"""The web pages of search."""

from flask import Blueprint, abort

from app.accounts.gates import public

blueprint = Blueprint("search", __name__)
blueprints = (blueprint,)


@blueprint.route("/search", methods=['GET'])
@public
def index() -> str:
    abort(501)
