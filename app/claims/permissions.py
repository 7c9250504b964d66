"""Who flags a sentence, and who decides on a flag."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.claims.models import Flag
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.labels.permissions import can_correct, can_dispute, can_mark_unofficial
from app.posts.models import Post

Actor = User | Guest


def can_flag(actor: Actor, post: Post) -> Verdict:
    return can_mark_unofficial(actor, post)


def can_read_flags(actor: Actor) -> Verdict:
    return YES if actor.has(*Role) else UNSEEN


def can_decide_flag(actor: Actor, flag: Flag) -> Verdict:
    """Confirm it or clear it: any of the staff, but nobody on their own words."""
    verdict = can_read_flags(actor)
    if not verdict:
        return verdict
    if flag.post.author_id == actor.id:
        return no(N_("Somebody else has to decide on what you wrote."))
    return YES


def can_dispute_flag(actor: Actor, flag: Flag) -> Verdict:
    verdict = can_decide_flag(actor, flag)
    return can_dispute(actor, flag.post) if verdict else verdict


def can_correct_flag(actor: Actor, flag: Flag) -> Verdict:
    if not actor.has(Role.AGENT, Role.LEAD, Role.MODERATOR):
        return no(N_("Agents, team leads and moderators correct a post."))
    verdict = can_decide_flag(actor, flag)
    return can_correct(actor, flag.post) if verdict else verdict
