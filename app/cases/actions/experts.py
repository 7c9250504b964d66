"""An expert asked into a case: staff ask, the customer agrees or not, and either ends it at any moment."""

from app.accounts.models import User
from app.activity.log import Acting, record
from app.cases.actions.standing import hold
from app.cases.coaching.permissions import can_send_unseen
from app.cases.customer.experts import look_of, looks_of
from app.cases.customer.models import ExpertLook
from app.cases.customer.permissions import can_look
from app.cases.events import CaseEvent
from app.cases.models import Case, CaseNote
from app.cases.permissions import can_be_asked_in, can_reply_as_customer, can_work
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.markup import SourceFormat, render
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.actions import check_text

REASON_MAX = 500
OVER = N_("This is over already.")
ENDED = N_("Your look at this case ended meanwhile. Your words are still here.")
LEFT = N_("The customer closed their account: nobody is left who could agree.")
MERGED = N_("This case was merged with another one meanwhile, and your look at it is over. Your words are still here.")


def ask_expert(
    actor: User, case: Case, expert: User, *, reason: str, topics: frozenset[int], with_pictures: bool = False
) -> ExpertLook:
    """The customer is asked; until they agree the expert knows nothing of it. `topics`: of the question, or all."""
    require(can_work(actor, case))
    require(can_send_unseen(actor))
    if case.customer.closed_at is not None:
        raise Invalid(LEFT, field="expert")
    if not (fine := can_be_asked_in(case, expert, topics)):
        raise Invalid(fine.reason, field="expert", **fine.params)
    if not reason.strip():
        raise Invalid(N_("Say what you need them for; the customer reads this."), field="reason")
    if any(look.expert_id == expert.id for look in looks_of(case.id)):
        raise Invalid(N_("The customer was asked about %(name)s already."), field="expert", name=expert.display_name)
    look = ExpertLook(
        case_id=case.id,
        expert_id=expert.id,
        by_id=actor.id,
        reason=reason.strip()[:REASON_MAX],
        with_pictures=with_pictures,
        asked_at=now(),
    )
    db.session.add(look)
    record(actor, CaseEvent.EXPERT_ASKED, case, expert=expert.id)
    return look


def let_in(customer: User, case: Case, look: ExpertLook) -> None:
    """The customer agrees to what they were asked."""
    require(can_reply_as_customer(customer, case))
    _hold(case, look)
    if look.agreed_at is not None or look.ended_at is not None:
        raise IllegalMove(OVER)
    look.agreed_at = now()
    record(customer, CaseEvent.EXPERT_LET_IN, case, expert=look.expert_id)


def keep_out(actor: User, case: Case, look: ExpertLook) -> None:
    """The customer says no, or takes the yes back; or staff need it no longer. From this moment the expert sees nothing."""
    require(can_reply_as_customer(actor, case) if actor.id == case.customer_id else can_work(actor, case))
    _hold(case, look)
    if look.ended_at is not None:
        raise IllegalMove(OVER)
    _end(actor, case, look)


def end_all(actor: Acting, case: Case, *, merged: bool = False) -> None:
    """What was allowed is allowed no longer. `merged`: because the case has other words in it now; the expert hears it."""
    for look in looks_of(case.id):
        _end(actor, case, look, merged=merged)


def note_as_expert(expert: User, case: Case, *, body: str) -> CaseNote:
    """What an invited expert says, to staff alone."""
    require(can_look(expert, case))
    hold(case)
    if case.merged_into_id is not None:
        raise IllegalMove(MERGED)
    if look_of(expert, case.id) is None:
        raise IllegalMove(ENDED)
    check_text(body)
    html = render(body, SourceFormat.MARKDOWN).html
    written = CaseNote(case_id=case.id, author_id=expert.id, source=body, html=html, at=now(), by_expert=True)
    db.session.add(written)
    record(expert, CaseEvent.EXPERT_NOTED, case)
    return written


def _hold(case: Case, look: ExpertLook) -> None:
    """Two who decide at once follow each other, and the second knows what the first did."""
    hold(case)
    db.session.refresh(look, ["agreed_at", "ended_at"])


def _end(actor: Acting, case: Case, look: ExpertLook, *, merged: bool = False) -> None:
    look.ended_at, look.ended_by_id = now(), actor.id
    agreed = look.agreed_at is not None
    record(actor, CaseEvent.EXPERT_OUT, case, expert=look.expert_id, agreed=agreed, merged=merged)
