"""The web pages of moderation."""

from flask import Blueprint, abort

from app.accounts.gates import public

blueprint = Blueprint("moderation", __name__)
blueprints = (blueprint,)


@blueprint.route("/moderation", methods=['GET'])
@public
def inbox() -> str:
    abort(501)
