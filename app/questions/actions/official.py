"""One voice: at most one active official answer a question. A new one supersedes, and names, the one before.

An answer speaks for the company exactly while its label says official and readers can see it.
"""

from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.labels.actions import correct, status_of
from app.labels.actions import make_official as make_post_official
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.posts.addresses import address_of
from app.posts.kinds import Standing
from app.questions.models import Answer, Question

SUPERSEDED = {
    "en": "A newer official answer takes its place: {address}",
    "it": "Al suo posto c'è una risposta ufficiale più recente: {address}",
}
"""In the language of the thread: the label keeps it as a fact, like any correction."""


def active_official_answer(question: Question) -> Answer | None:
    query = select(Answer).where(Answer.question_id == question.id, Answer.is_active_official.is_(True))
    return db.session.scalar(query)


def make_official(
    actor: User,
    answer: Answer,
    *,
    scope: str,
    evidence: str,
    versions: str = "",
    expires_at: datetime | None = None,
) -> LabelRow:
    """A spokesperson makes the company's answer official; it takes the place of the one that was."""
    question = answer.question
    earlier = active_official_answer(question)
    row = make_post_official(
        actor,
        answer,
        scope=scope,
        evidence=evidence,
        versions=versions,
        product_id=question.product_id,
        expires_at=expires_at,
    )
    if earlier is not None and earlier.id != answer.id:
        supersede(actor, earlier, answer)
        db.session.flush()
    answer.is_active_official = True
    return row


def supersede(actor: User, earlier: Answer, answer: Answer) -> None:
    """The earlier one speaks for the company no longer, and its label says where the newer one is."""
    earlier.is_active_official = False
    answer.supersedes_id = earlier.id
    fact = SUPERSEDED.get(earlier.language, SUPERSEDED["en"]).format(address=address_of(answer))
    correct(actor, earlier, fact=fact)


def follow_label(answer: Answer) -> None:
    """After its label or standing changed: the voice is lost with the label, and comes back with a restored answer
    unless another answer took its place."""
    official = status_of(answer) is Status.OFFICIAL and answer.standing is Standing.VISIBLE
    answer.is_active_official = official and (answer.is_active_official or not _place_is_taken(answer))


def _place_is_taken(answer: Answer) -> bool:
    taken = select(Answer.id).where(
        Answer.question_id == answer.question_id,
        Answer.is_active_official.is_(True) | (Answer.supersedes_id == answer.id),
    )
    return db.session.scalar(taken.limit(1)) is not None
