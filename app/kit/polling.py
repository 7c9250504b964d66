"""What an open page asks for now and then."""

from flask import jsonify, request
from werkzeug.wrappers import Response


def polled(**said: object) -> Response:
    """With a tag: while it is the same for the same reader, nothing is sent again."""
    response: Response = jsonify(said)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response.make_conditional(request)
