"""Somebody closed their account: what they said and gave in private goes with them; what staff wrote to them stays, without
a name to it."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import joinedload

from app.accounts.leaving import forgets_address
from app.activity.log import Acting
from app.cases.actions.experts import end_all
from app.cases.customer.models import CaseField, CaseFile, HeldCase
from app.cases.models import Case, CaseMessage, PrivateDetails
from app.extensions import db
from app.images.actions import erase
from app.questions.models import Question


def erase_with_person(actor: Acting, user_id: int) -> None:
    """That there was a word, and when, stays: a case without it would say that staff answered nobody.

    It goes by whose the case is, not by who wrote: one that was put under another account has words of both.
    """
    own = select(Case.id).where(Case.customer_id == user_id)
    for case in db.session.scalars(select(Case).where(Case.customer_id == user_id)):
        end_all(actor, case)
    sent = CaseFile.message_id.in_(
        select(CaseMessage.id).where(CaseMessage.case_id.in_(own), CaseMessage.from_customer)
    )
    for file in db.session.scalars(select(CaseFile).where(sent).options(joinedload(CaseFile.image))):
        if file.image.erased_at is None:
            erase(actor, file.image)
    asked = select(Question.id).where(Question.author_id == user_id)
    for gone in (
        delete(CaseField).where(CaseField.case_id.in_(own)),
        delete(PrivateDetails).where(PrivateDetails.question_id.in_(asked)),
        update(CaseMessage).where(CaseMessage.case_id.in_(own), CaseMessage.from_customer).values(source="", html=""),
        update(Case).where(Case.customer_id == user_id).values(title="", crm_id=""),
        update(Case).where(Case.opened_by_id == user_id, Case.customer_id == user_id).values(reason=""),
    ):
        db.session.execute(gone, execution_options={"synchronize_session": "fetch"})


@forgets_address
def forget_held_of(email: str) -> None:
    """What was written to staff with this address, and waits for its confirmation."""
    db.session.execute(delete(HeldCase).where(func.lower(HeldCase.email) == email.lower()))
