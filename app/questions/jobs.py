"""What the clock does to questions before they are published; the rest is escalation's."""

from sqlalchemy import delete

from app.activity.registry import job
from app.extensions import db
from app.kit.clock import now
from app.questions.held import HELD_FOR
from app.questions.models import HeldQuestion


@job
def forget_held() -> None:
    """What a guest asked and never confirmed is thrown away, as the mail said."""
    db.session.execute(delete(HeldQuestion).where(HeldQuestion.at < now() - HELD_FOR))
