"""Who says that somebody is in training, and who looks over what they wrote."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.permissions import SUSPENDED
from app.accounts.roles import Role
from app.cases.coaching.models import Looked, WaitingReply
from app.cases.coaching.queries import in_training
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.kit.within import Within

Actor = User | Guest

looked_over = Within("looked_over")
"""Of an author: what they say within was read by a second person."""
LEARNING = N_("You are in training: a colleague looks over what you write to customers. Answer from your case.")


def can_set_training(actor: Actor, person: User) -> Verdict:
    """Leads, about agents who are none."""
    if not actor.has(Role.LEAD):
        return UNSEEN
    if not person.holds(Role.AGENT) or person.holds(Role.LEAD):
        return no(N_("Only agents are in training."))
    return YES


def can_look_over(actor: Actor, waiting: WaitingReply) -> Verdict:
    """Any agent or lead but its author, the customer, and those who are in training themselves."""
    if not actor.holds(Role.AGENT, Role.LEAD) or waiting.case.customer_id == actor.id:
        return UNSEEN
    if actor.is_suspended:
        return no(SUSPENDED)
    if waiting.state is not Looked.WAITING:
        return no(N_("This does not wait any more."))
    if waiting.author_id == actor.id:
        return no(N_("Somebody else looks over what you wrote."))
    if in_training(actor.id):
        return no(N_("You are in training yourself."))
    return YES


def can_be_sent(waiting: WaitingReply) -> Verdict:
    """A reply goes out in its author's name while the case is theirs. After that it is for whoever has the case."""
    if not waiting.case.is_open:
        return no(N_("This case is closed, so nothing is sent. Return it."))
    if waiting.case.owner_id != waiting.author_id:
        return no(
            N_("The case is no longer with %(name)s. Whoever has it next finds these words there, and may use them."),
            name=waiting.author.display_name,
        )
    return YES


def can_take_over(actor: Actor, waiting: WaitingReply) -> Verdict:
    """Send what a colleague in training wrote before the case came to oneself: as the second reader, in one's own name."""
    if not (verdict := can_look_over(actor, waiting)):
        return verdict
    if waiting.case.owner_id != actor.id:
        return no(N_("Somebody else has this case."))
    return YES


def can_take_reply_back(actor: Actor, waiting: WaitingReply) -> Verdict:
    if not actor.has(Role.AGENT, Role.LEAD) or waiting.author_id != actor.id:
        return UNSEEN
    return YES if waiting.state is Looked.WAITING else no(N_("This does not wait any more."))


def can_send_unseen(actor: Actor) -> Verdict:
    """Whether words of theirs may reach a customer without a second reader."""
    if looked_over.holds_of(actor.id) or not in_training(actor.id):
        return YES
    return no(LEARNING)
