"""The blueprint of accounts. Its pages hold forms and tokens, so no browser and no proxy keeps them."""

from flask import Blueprint, Response

blueprint = Blueprint("accounts", __name__)


@blueprint.after_request
def _keep_nothing(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    return response
