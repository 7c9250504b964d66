"""Asking."""

from flask import abort

from app.accounts.gates import public
from app.questions.views import blueprint


@blueprint.route("/questions/ask", methods=["GET"])
@public
def ask() -> str:
    abort(501)
