"""Who may hand a question over to staff."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.kit.clock import now
from app.kit.texts import N_
from app.kit.verdicts import YES, Verdict, no
from app.questions.models import Question
from app.questions.permissions import REQUEST_STAFF_AFTER, can_request_staff
from app.questions.states import Level

Actor = User | Guest


def can_escalate(question: Question) -> Verdict:
    """Depends on the question alone, whoever or whatever pulls the trigger: open or answered, still with the community."""
    if not question.is_active:
        return no(N_("This question is closed."))
    if question.level is Level.STAFF:
        return no(N_("Staff have this already."))
    return YES


def can_ask_for_staff(actor: Actor, question: Question, *, reason: str = "") -> Verdict:
    """The asker, from one hour on; at once with a reason."""
    verdict = can_request_staff(actor, question)
    if not verdict:
        return verdict
    if not reason.strip() and now() - question.created_at < REQUEST_STAFF_AFTER:
        return no(N_("In the first hour, say why you need staff now."))
    return can_escalate(question)
