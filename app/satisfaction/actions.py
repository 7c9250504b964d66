"""Asking once, and saying."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, update

from app.accounts.models import User
from app.activity.log import Acting, record
from app.extensions import db
from app.kit.clock import now
from app.kit.database import add_once
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.satisfaction.events import SatisfactionEvent
from app.satisfaction.models import Satisfaction
from app.satisfaction.permissions import can_say
from app.satisfaction.queries import asked_of_case, asked_of_question

OPEN_FOR = timedelta(days=14)


def ask_about_question(actor: Acting, *, question_id: int, asker_id: int, by_staff: bool) -> None:
    """Two solutions at once ask one question: the database decides."""
    values = {"question_id": question_id, **_asked(asker_id, by_staff)}
    if add_once(db.session(), Satisfaction, values, unique="question_id"):
        record(actor, SatisfactionEvent.ASKED, asked_of_question(question_id))


def ask_about_case(actor: Acting, *, case_id: int, asker_id: int) -> None:
    if add_once(db.session(), Satisfaction, {"case_id": case_id, **_asked(asker_id, True)}, unique="case_id"):
        record(actor, SatisfactionEvent.ASKED, asked_of_case(case_id))


def _asked(asker_id: int, by_staff: bool) -> dict[str, object]:
    return {"asker_id": asker_id, "by_staff": by_staff, "asked_at": now(), "until": now() + OPEN_FOR, "comment": ""}


def say(actor: User, asked: Satisfaction, *, mark: int, comment: str = "") -> None:
    """How they were helped, from 1 to 5; said again, the last word counts until its time is over."""
    require(can_say(actor, asked))
    if not 1 <= mark <= 5:
        raise Invalid(N_("Choose a mark from 1 to 5."), field="mark")
    asked.mark, asked.comment, asked.said_at = mark, comment.strip()[:1000], now()
    record(actor, SatisfactionEvent.SAID, asked)


def forget_cases(case_ids: Sequence[int]) -> None:
    """What was asked about these cases, and said, of somebody whose they are not."""
    db.session.execute(delete(Satisfaction).where(Satisfaction.case_id.in_(case_ids)))


def erase_with_person(user_id: int) -> None:
    """The account is closed: the mark stays a number of the community's, the words go."""
    db.session.execute(update(Satisfaction).where(Satisfaction.asker_id == user_id).values(comment=""))
