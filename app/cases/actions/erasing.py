"""Somebody closed their account: what they said and gave in private goes with them; what staff wrote to them stays, without
a name to it."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from app.activity.log import Acting
from app.cases.customer.models import CaseField, CaseFile
from app.cases.models import Case, CaseMessage, PrivateDetails
from app.extensions import db
from app.images.actions import erase
from app.questions.models import Question


def erase_with_person(actor: Acting, user_id: int) -> None:
    """That there was a word, and when, stays: a case without it would say that staff answered nobody."""
    query = select(CaseFile).where(CaseFile.by_id == user_id)
    for file in db.session.scalars(query.options(joinedload(CaseFile.image))):
        if file.image.erased_at is None:
            erase(actor, file.image)
    own = select(Case.id).where(Case.customer_id == user_id)
    asked = select(Question.id).where(Question.author_id == user_id)
    for gone in (
        delete(CaseField).where(CaseField.case_id.in_(own)),
        delete(PrivateDetails).where(PrivateDetails.question_id.in_(asked)),
        update(CaseMessage)
        .where(CaseMessage.author_id == user_id, CaseMessage.from_customer)
        .values(source="", html=""),
        update(Case).where(Case.customer_id == user_id).values(title="", crm_id=""),
        update(Case).where(Case.opened_by_id == user_id, Case.customer_id == user_id).values(reason=""),
    ):
        db.session.execute(gone, execution_options={"synchronize_session": "fetch"})
