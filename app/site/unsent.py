"""What was typed and could not be taken: the page that refuses it gives it back, so that no refusal costs anybody their words."""

from flask import current_app, request
from werkzeug.exceptions import HTTPException

WRITTEN = (
    "title", "body", "text", "words", "private", "answer", "news", "symptoms", "workaround", "fact", "about", "reason", "why",
    "note", "comment", "evidence", "cuts", "names", "exceptions", "en", "it", "text_it",
)  # fmt: skip
"""The fields of all forms that take more than a line, and titles."""

LARGEST = 300_000
"""Bytes of a form without files, and characters that are given back: more than any of our forms takes."""


def unsent() -> str:
    """The words of the form that was sent. Nothing of a form that another site sent here in somebody's name: with that a browser
    sends no session; and nothing of one that no person typed: who floods is refused without being read."""
    if request.method != "POST" or current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return ""
    try:
        if _is_none_of_ours():
            return ""
        typed = [one for name in WRITTEN for one in request.form.getlist(name)]
    except HTTPException:
        return ""
    words = "\n\n".join(filter(str.strip, typed))
    return words if len(words) <= LARGEST else ""


def _is_none_of_ours() -> bool:
    """Files come in parts, of which no more are read than are allowed. Anything else is short, and has few fields."""
    if request.mimetype == "multipart/form-data":
        return False
    size = request.content_length
    return size is None or size > LARGEST or request.get_data().count(b"&") > current_app.config["MAX_FORM_PARTS"]
