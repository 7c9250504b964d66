"""A form sent twice is taken once: each form carries a token, and the first sending keeps where it led."""

import re

from sqlalchemy import bindparam, insert, select

from app.activity.models import Submission
from app.extensions import db
from app.kit.clock import now
from app.kit.database import table_of

_LED = select(Submission.result_url).where(Submission.token == bindparam("token"))
_TAKEN = insert(table_of(Submission))
_TOKEN = re.compile(r"[\w-]{1,64}", re.ASCII)


def earlier_result(token: str | None) -> str | None:
    """Where the same form led the first time, or None if it is new."""
    if not token or not _TOKEN.fullmatch(token):
        return None
    return db.session.scalar(_LED, {"token": token})


def keep_result(token: str | None, url: str) -> None:
    """Remembers, in the transaction of the change itself, that this form was taken."""
    if token and _TOKEN.fullmatch(token):
        db.session.execute(_TAKEN, {"token": token, "at": now(), "result_url": url})
