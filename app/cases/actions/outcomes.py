"""What the public sees of a case that is closed: an answer of ours that is there, a note without private words, or the mark
that it was settled privately."""

from collections.abc import Iterable

from sqlalchemy import select

from app.accounts.models import User
from app.cases.customer.fields import fields_of, given
from app.cases.models import Case, PrivateDetails
from app.cases.states import Outcome
from app.extensions import db
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.posts.kinds import Standing, Voice
from app.questions.models import Answer, Question

CHOSEN_BY_STAFF = frozenset({Outcome.OFFICIAL_ANSWER, Outcome.PUBLIC_NOTE, Outcome.SETTLED_PRIVATELY})
PRIVATE_IN_NOTE = N_("The note is public and has something private in it: “%(found)s”. Take it out.")
LEAST = 4
"""Shorter private values, such as a house number, stand in any text by chance."""


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


def check_note(case: Case, customer: User, body: str) -> None:
    """Refuses a public note that has what the customer told staff alone."""
    text = body.casefold()
    for value in _private_values(case, customer):
        if len(value) >= LEAST and value.casefold() in text:
            raise Invalid(PRIVATE_IN_NOTE, field="note", found=value)


def _answered(question_id: int) -> bool:
    own = (Answer.question_id == question_id, Answer.voice == Voice.COMPANY, Answer.standing == Standing.VISIBLE)
    return db.session.scalar(select(Answer.id).where(*own).limit(1)) is not None


def _private_values(case: Case, customer: User) -> Iterable[str]:
    yield from (value for _field, value in given(fields_of(case.id)))
    yield customer.email or ""
    yield case.crm_id
    details = db.session.get(PrivateDetails, case.question_id) if case.question_id else None
    if details is not None:
        yield from (line.strip() for line in details.text.splitlines())
