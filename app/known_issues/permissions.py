"""Who keeps known issues, attaches questions to them, and says whether one was solved."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.cases.coaching.permissions import can_send_unseen
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.known_issues.held_models import HeldPost
from app.known_issues.states import HeldState
from app.posts.kinds import Standing
from app.questions.models import Question
from app.questions.permissions import may_take_part

Actor = User | Guest
KEEPERS = (Role.AGENT, Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR)


def keeps_issues(actor: Actor) -> bool:
    return not actor.is_guest and not actor.is_system and actor.has(*KEEPERS)


def can_keep(actor: Actor) -> Verdict:
    """Open, change, close a known issue or incident: all of staff. For others these pages do not exist."""
    return may_take_part(actor) if keeps_issues(actor) else UNSEEN


def can_state(actor: Actor) -> Verdict:
    """Say what everybody reads as the company's statement: whoever keeps known issues, unless a colleague looks over what they
    write, for here nobody would."""
    verdict = can_keep(actor)
    if verdict and not can_send_unseen(actor):
        return no(N_("You are in training, and this is the company's statement at once. Ask a colleague to say it."))
    return verdict


def can_attach(actor: Actor, question: Question) -> Verdict:
    """Staff any question, its asker their own: while it can still be helped."""
    if actor.is_system:
        return YES if question.is_active else no(N_("This question is not open any more."))
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    if question.standing is not Standing.VISIBLE:
        return UNSEEN
    if not keeps_issues(actor) and actor.id != question.author_id:
        return no(N_("Only the person who asked and staff can say which known issue it is."))
    if not question.is_active:
        return no(N_("This question is not open any more."))
    return YES


def can_detach(actor: Actor, question: Question) -> Verdict:
    """The asker without a reason, staff with one."""
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    if actor.id == question.author_id or keeps_issues(actor):
        return YES
    return no(N_("Only the person who asked and staff can say that it is another problem."))


def can_say_whether_solved(actor: Actor, question: Question) -> Verdict:
    """Only the asker, whoever else has the problem."""
    verdict = may_take_part(actor)
    if not verdict:
        return verdict
    if question.standing is not Standing.VISIBLE or question.ended_at is not None:
        return no(N_("This question is not open any more."))
    if actor.id != question.author_id:
        return no(N_("Only the person who asked can say whether it is solved."))
    if actor.is_staff:
        return no(N_("Staff do not accept answers to their own questions."))
    return YES


def can_decide_on_held(actor: Actor, post: HeldPost) -> Verdict:
    """Let a held post out or send it back; not one's own."""
    verdict = can_keep(actor)
    if verdict and post.author_id == actor.id:
        return no(N_("You wrote this. Somebody else looks at it."))
    return verdict


def can_take_back_held(actor: Actor, post: HeldPost) -> Verdict:
    if post.author_id != actor.id:
        return UNSEEN
    if post.state is not HeldState.WAITING:
        return no(N_("This is not held any more."))
    return YES
