"""Cases that wait for what nobody at the desk can do: noted when it begins, so that a lead is told once, and when it ends."""

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.cases.desk.hands import uncovered
from app.cases.desk.models import Uncovered
from app.cases.desk.presence import everybody_at_the_desk
from app.cases.desk.queries import needs
from app.cases.events import CaseEvent
from app.extensions import db
from app.kit.clock import now


def note_uncovered() -> None:
    """Compares what waits with who is there. Two at once are one: the database holds one open row a kind."""
    waiting = uncovered(needs(), everybody_at_the_desk())
    rows = db.session.scalars(select(Uncovered).where(Uncovered.ended_at.is_(None)).with_for_update())
    known = {(row.skill, row.language): row for row in rows}
    for kind, row in known.items():
        if kind not in waiting:
            row.ended_at = now()
    for (skill, language), number in waiting.items():
        if (skill, language) not in known:
            row = Uncovered(skill=skill, language=language, since=now())
            db.session.add(row)
            record(SYSTEM, CaseEvent.NOBODY_CAN_TAKE, row, waiting=number)
