"""Reading a case for whoever gave a reason, while it lasts; and who did so, for its customer."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.cases.looking.models import CaseLook
from app.cases.models import Case, CaseMessage, CaseNote
from app.cases.put_together import led_here, led_to
from app.cases.queries import WHOLE, case_of
from app.extensions import db
from app.kit.clock import now

REFERENCE = re.compile(r"(?:.*/cases/)?([\w-]{6,40})/?\Z", re.ASCII)
QUESTION = re.compile(r"(?:.*/questions/)?(\d{1,9})(?:[/?#].*)?\Z", re.ASCII)


def case_meant(said: str) -> Case | None:
    """The case of a link or a reference, or the newest one of a question's link or number; of one that was merged the case
    that has its words."""
    if found := QUESTION.fullmatch(said):
        return case_of(int(found[1]))
    found = REFERENCE.fullmatch(said)
    case = db.session.scalar(select(Case).where(Case.reference == found[1])) if found else None
    return led_to(case) if case is not None else None


def looked_at(actor: User, reference: str) -> tuple[Case, CaseLook] | None:
    """The whole case with the look it is shown by; none without one that still lasts."""
    lasting = select(CaseLook).join(Case, Case.id == CaseLook.case_id).where(Case.reference == reference)
    lasting = lasting.where(CaseLook.by_id == actor.id, CaseLook.until_at > now())
    look = db.session.scalar(lasting.order_by(CaseLook.id.desc()).limit(1))
    if look is None or actor.is_suspended:
        return None
    query = select(Case).where(Case.id == look.case_id).options(*WHOLE)
    query = query.options(
        selectinload(Case.messages).joinedload(CaseMessage.author), selectinload(Case.notes).joinedload(CaseNote.author)
    )
    return db.session.scalars(query).one(), look


def looks_into(case: Case) -> Sequence[CaseLook]:
    """Everybody who looked, for the customer; also before it was merged into this one."""
    query = select(CaseLook).where(CaseLook.case_id.in_([case.id, *led_here(case.id)])).options(joinedload(CaseLook.by))
    return db.session.scalars(query.order_by(CaseLook.id.desc()).limit(50)).all()
