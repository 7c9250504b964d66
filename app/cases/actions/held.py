"""What a guest wrote to staff and never confirmed."""

from sqlalchemy import delete

from app.cases.customer.links import HELD_FOR
from app.cases.customer.models import HeldCase
from app.extensions import db
from app.kit.clock import now


def forget_held_cases() -> None:
    """It is thrown away, as the mail said."""
    db.session.execute(delete(HeldCase).where(HeldCase.at < now() - HELD_FOR))
