"""Two who answer at once: the second is told, with their words still there, before the customer hears two voices."""

from sqlalchemy import select

from app.accounts.models import User
from app.cases.actions.standing import hold
from app.cases.models import Case, CaseMessage
from app.cases.queries import last_word
from app.extensions import db
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.posts.kinds import Voice
from app.questions.models import Answer

QUICKER = N_(
    "%(name)s answered while you were writing; it is above now. Your words are still here: send them if they still help."
)


def check_nobody_was_quicker(actor: User, case: Case, *, seen: str) -> None:
    """Holds the case until the end of the transaction, so that of two who send at once one comes second and knows it."""
    hold(case)
    if not seen or last_word(case) == seen:
        return
    other = _who_spoke_last(actor, case, seen)
    if other is not None:
        raise IllegalMove(QUICKER, name=other)


def _who_spoke_last(actor: User, case: Case, seen: str) -> str | None:
    """The name of somebody else of the company who spoke since."""
    message, answer = (int(part) if part.isdigit() else 0 for part in (*seen.split("."), "0")[:2])
    private = (
        select(User.display_name)
        .join(CaseMessage, CaseMessage.author_id == User.id)
        .where(CaseMessage.case_id == case.id, ~CaseMessage.from_customer, CaseMessage.id > message)
    )
    public = (
        select(User.display_name)
        .join(Answer, Answer.author_id == User.id)
        .where(Answer.question_id == case.question_id, Answer.voice == Voice.COMPANY, Answer.id > answer)
    )
    others = [query.where(User.id != actor.id).limit(1) for query in (private, public)]
    return next((name for query in others if (name := db.session.scalar(query)) is not None), None)
