"""Who may change a label."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.posts.kinds import PostKind, Standing, Voice
from app.posts.models import Post

Actor = User | Guest


def _visible(actor: Actor, post: Post) -> Verdict:
    if not actor.is_guest and not actor.is_system and actor.is_suspended:
        return no(N_("Your account is suspended, so you can read but not write."))
    return YES if post.standing is Standing.VISIBLE else UNSEEN


def can_verify(actor: Actor, post: Post) -> Verdict:
    """Confirm a member's answer for a scope; the text stays the member's."""
    if not actor.has(Role.AGENT, Role.LEAD):
        return no(N_("Agents and team leads confirm answers."))
    if post.kind is not PostKind.ANSWER:
        return no(N_("Only answers are confirmed."))
    if post.author_id == actor.id:
        return no(N_("Somebody else has to confirm what you wrote."))
    return _visible(actor, post)


def can_make_official(actor: Actor, post: Post) -> Verdict:
    if not (actor.has(Role.AGENT, Role.LEAD) and actor.is_spokesperson):
        return no(N_("Only a spokesperson can make an answer official."))
    if post.voice is not Voice.COMPANY:
        return no(N_("Only what the company wrote itself can be official. Confirm it for a scope instead."))
    return _visible(actor, post)


def can_mark_unofficial(actor: Actor, post: Post) -> Verdict:
    if actor.is_system or actor.is_staff or (not actor.is_guest and actor.expert_tag_ids):
        return _visible(actor, post)
    return no(N_("Experts, agents and moderators mark claims. You can report the post."))


def can_dispute(actor: Actor, post: Post) -> Verdict:
    if actor.has(Role.AGENT, Role.LEAD, Role.MODERATOR):
        return _visible(actor, post)
    return no(N_("Agents, team leads and moderators dispute a post."))


def can_correct(actor: Actor, post: Post) -> Verdict:
    if actor.has(Role.AGENT, Role.LEAD, Role.MODERATOR):
        return _visible(actor, post)
    return no(N_("Agents, team leads and moderators correct a post."))


def can_lift(actor: Actor, post: Post) -> Verdict:
    """Confirm or clear an unofficial flag, lift a label."""
    return _visible(actor, post) if actor.is_staff else no(N_("Staff lift labels."))
