"""Who may approve an official answer, take it back, and say which need it."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.cases.coaching.queries import in_training
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.one_voice.models import WaitingOfficial
from app.one_voice.states import Waiting

Actor = User | Guest


def can_see_waiting(actor: Actor) -> Verdict:
    """What waits is for those who answer for the company."""
    return YES if actor.has(Role.AGENT, Role.LEAD) else UNSEEN


def can_approve(actor: Actor, waiting: WaitingOfficial) -> Verdict:
    """A spokesperson who neither wrote the answer nor asked for it, and is not in training. Returning it takes the same."""
    if not (verdict := can_see_waiting(actor)):
        return verdict
    if waiting.state is not Waiting.WAITING:
        return no(N_("This does not wait any more."))
    if not actor.is_spokesperson:
        return no(N_("Only a spokesperson approves an official answer."))
    if actor.id in (waiting.author_id, waiting.answer.author_id):
        return no(N_("A second person has to approve what you wrote."))
    if in_training(actor.id):
        return no(N_("You are in training yourself."))
    return YES


def can_drop(actor: Actor, waiting: WaitingOfficial) -> Verdict:
    """Its author, who then has an ordinary answer."""
    if not (verdict := can_see_waiting(actor)):
        return verdict
    if waiting.state is not Waiting.WAITING:
        return no(N_("This does not wait any more."))
    return YES if actor.id == waiting.author_id else no(N_("Only whoever asked for it takes it back."))


def can_set_approval(actor: Actor) -> Verdict:
    if actor.has(Role.ADMINISTRATOR):
        return YES
    return no(N_("Administrators say which official answers need a second approval."))
