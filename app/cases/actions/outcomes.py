"""What the public sees of a case that is closed: an answer of ours that is there, a note, or the mark that it was settled
privately."""

from sqlalchemy import select

from app.cases.states import Outcome
from app.extensions import db
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.posts.kinds import Standing, Voice
from app.questions.models import Answer, Question

CHOSEN_BY_STAFF = frozenset({Outcome.OFFICIAL_ANSWER, Outcome.PUBLIC_NOTE, Outcome.SETTLED_PRIVATELY})


def check_outcome(question: Question | None, outcome: Outcome | None) -> None:
    """Refuses to close without what the public is told. Without a question there is no public."""
    if question is None:
        if outcome is not None:
            raise Invalid(N_("Nothing of this case is public."), field="outcome")
        return
    if outcome not in CHOSEN_BY_STAFF:
        raise Invalid(N_("Say what the public thread shows."), field="outcome")
    if outcome is Outcome.OFFICIAL_ANSWER and not _answered(question.id):
        raise Invalid(
            N_("There is no answer of ours on the thread yet. Write it first, leave a note, or settle it privately."),
            field="outcome",
        )


def _answered(question_id: int) -> bool:
    own = (Answer.question_id == question_id, Answer.voice == Voice.COMPANY, Answer.standing == Standing.VISIBLE)
    return db.session.scalar(select(Answer.id).where(*own).limit(1)) is not None
