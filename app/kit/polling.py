"""What an open page asks for now and then."""

from flask import Response, jsonify


def polled(**said: object) -> Response:
    """With a tag of what it says: the site sends nothing again to whoever has it already."""
    response = jsonify(said)
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    return response
