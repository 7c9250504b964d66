"""What was typed and could not be taken: the page that refuses it gives it back, so that no refusal costs anybody their words."""

from flask import current_app, request
from werkzeug.exceptions import HTTPException

WRITTEN = (
    "title", "body", "text", "words", "private", "answer", "news", "symptoms", "workaround", "fact", "about", "reason", "why",
    "note", "comment", "evidence", "cuts", "names", "exceptions", "en", "it", "text_it",
)  # fmt: skip
"""The fields of all forms that take more than a line, and titles."""


def unsent() -> str:
    """The words of the form that was sent. Nothing of a form that another site sent here in somebody's name: with that a browser
    sends no session."""
    if request.method != "POST" or current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return ""
    try:
        typed = [one for name in WRITTEN for one in request.form.getlist(name)]
    except HTTPException:
        return ""
    return "\n\n".join(filter(str.strip, typed))
