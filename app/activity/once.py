"""A form sent twice is taken once: each form carries a token, and the first sending keeps where it led."""

import re

from app.activity.models import Submission
from app.extensions import db

_TOKEN = re.compile(r"[\w-]{1,64}", re.ASCII)


def earlier_result(token: str | None) -> str | None:
    """Where the same form led the first time, or None if it is new."""
    if not token or not _TOKEN.fullmatch(token):
        return None
    found = db.session.get(Submission, token)
    return found.result_url if found else None


def keep_result(token: str | None, url: str) -> None:
    """Remembers, in the transaction of the change itself, that this form was taken."""
    if token and _TOKEN.fullmatch(token):
        db.session.add(Submission(token=token, result_url=url))
