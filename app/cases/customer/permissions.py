"""What else somebody may do around a case: look into it as its expert, ask for it to go back to the community."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.cases.customer.experts import look_of, topics_of
from app.cases.customer.returns import return_of
from app.cases.models import Case
from app.cases.permissions import can_be_asked_in, can_work
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.questions.states import Level

Actor = User | Guest


def can_look(expert: Actor, case: Case) -> Verdict:
    """Asked, agreed to, still wanted, and still an expert of it; of an open case only."""
    if not isinstance(expert, User) or not case.is_open or look_of(expert, case.id) is None:
        return UNSEEN
    return YES if can_be_asked_in(case, expert, topics_of(case)) else UNSEEN


def can_return(actor: User, case: Case) -> Verdict:
    """Whether staff may ask the asker at all: once a question, whatever the answer was."""
    if not (verdict := can_work(actor, case)):
        return verdict
    question = case.question
    if question is None:
        return no(N_("This case was never with the community."))
    if not question.is_active or question.level is not Level.STAFF:
        return no(N_("This question does not wait for staff."))
    if return_of(case) is not None:
        return no(
            N_("The asker was asked once, and is not asked again: a case goes back to the community at most once.")
        )
    return YES
