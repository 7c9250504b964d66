"""What is open to whoever gave a reason, while it lasts; and everything that was looked at of a person, for that person."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.accounts.queries import person
from app.decisions.models import Report
from app.extensions import db
from app.identities.models import IdentityLook
from app.kit.clock import now

SHOWN = 50


def sender_of(report: Report) -> User | None:
    """None for a guest, and for who has closed the account since."""
    return person(report.reporter_id) if report.reporter_id is not None else None


def open_look(actor: User, whom: User, report: Report | None = None) -> IdentityLook | None:
    """The look that still lasts: at the address, or at this report's sender."""
    lasting = select(IdentityLook).where(IdentityLook.person_id == whom.id, IdentityLook.by_id == actor.id)
    lasting = lasting.where(IdentityLook.until_at > now())
    which = IdentityLook.report_id == (report.id if report is not None else None)
    return db.session.scalar(lasting.where(which).order_by(IdentityLook.id.desc()).limit(1))


def looks_at(whom: User) -> Sequence[IdentityLook]:
    """Newest first, with who looked and at which report."""
    query = select(IdentityLook).where(IdentityLook.person_id == whom.id)
    query = query.options(joinedload(IdentityLook.by), joinedload(IdentityLook.report))
    return db.session.scalars(query.order_by(IdentityLook.id.desc()).limit(SHOWN)).all()


def was_looked_at(whom: User) -> bool:
    return db.session.scalar(select(IdentityLook.id).where(IdentityLook.person_id == whom.id).limit(1)) is not None
