"""Lists of questions."""

from flask import abort

from app.accounts.gates import public
from app.questions.views import blueprint


@blueprint.route("/questions", methods=["GET"])
@public
def index() -> str:
    abort(501)
