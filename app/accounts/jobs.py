"""Mails whose addressee must not be guessed from the time an answer takes; throwing away what has served its time."""

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select

from app.accounts.actors import SYSTEM
from app.accounts.events import AccountEvent
from app.accounts.models import Attempt, SignIn
from app.accounts.queries import STALE_AFTER, user_by_email
from app.activity.log import record
from app.activity.models import Submission
from app.activity.registry import job
from app.extensions import db
from app.kit.clock import now

ATTEMPTS_KEPT = timedelta(days=2)
SUBMISSIONS_KEPT = timedelta(days=2)
REVOKED_KEPT = timedelta(days=7)
HELD_KEPT = timedelta(days=7)


@job
def confirmation_wanted(email: str) -> None:
    """Somebody asks for another mail to confirm this address."""
    user = user_by_email(email)
    if user is not None and user.email_confirmed_at is None:
        record(SYSTEM, AccountEvent.CONFIRMATION_ASKED, user)


@job
def reset_wanted(email: str) -> None:
    """Somebody asks to choose a new password for this address."""
    user = user_by_email(email)
    if user is not None:
        record(SYSTEM, AccountEvent.RESET_ASKED, user)


@job
def tidy() -> None:
    """Old tries, ended sign-ins, taken forms, and questions of guests who never confirmed their address."""
    moment = now()
    db.session.execute(delete(Attempt).where(Attempt.at < moment - ATTEMPTS_KEPT))
    db.session.execute(delete(Submission).where(Submission.at < moment - SUBMISSIONS_KEPT))
    db.session.execute(
        delete(SignIn).where(
            or_(
                SignIn.seen_at < moment - STALE_AFTER,
                and_(SignIn.revoked_at.is_not(None), SignIn.revoked_at < moment - REVOKED_KEPT),
            )
        )
    )
    _drop_held(moment - HELD_KEPT)


def _drop_held(before: datetime) -> None:
    """By the table's name: the questions feature comes later, and what is held there belongs to no account."""
    held = db.metadata.tables["held_questions"]
    if db.session.scalar(select(held.c.id).where(held.c.at < before).limit(1)):
        db.session.execute(delete(held).where(held.c.at < before))
