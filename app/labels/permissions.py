"""Who may change a label."""

from sqlalchemy import select

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.extensions import db
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.posts.kinds import PostKind, Standing, Voice
from app.posts.models import Post

Actor = User | Guest
OWN_WORD = N_("This is the company's own word. Correct it, or dispute it, instead.")


def _visible(actor: Actor, post: Post) -> Verdict:
    if not actor.is_guest and not actor.is_system and actor.is_suspended:
        return no(N_("Your account is suspended, so you can read but not write."))
    return YES if post.standing is Standing.VISIBLE else UNSEEN


def is_expert_on(actor: Actor, post: Post) -> bool:
    """Whether somebody is an expert of a topic of the post's thread."""
    if actor.is_guest or actor.is_staff or not actor.expert_tag_ids:
        return False
    return actor.is_expert_of(_topics(post.thread_id or post.id))


def _topics(thread_id: int) -> frozenset[int]:
    """The tags of a question or article, read by their tables' names: those features come later. Once a transaction."""
    known: dict[int, frozenset[int]] = db.session().info.setdefault("topics", {})
    if thread_id not in known:
        found: set[int] = set()
        for table, column in (("thread_tags", "question_id"), ("article_tags", "article_id")):
            tags = db.metadata.tables[table]
            found |= set(db.session.scalars(select(tags.c.tag_id).where(tags.c[column] == thread_id)))
        known[thread_id] = frozenset(found)
    return known[thread_id]


def speaks_for_company(actor: Actor, post: Post) -> bool:
    """Whether a text of the company stays confirmed in their hands: agents and leads, and staff on what they wrote."""
    return actor.has(Role.AGENT, Role.LEAD) or (actor.has(*Role) and post.author_id == actor.id)


def can_verify(actor: Actor, post: Post) -> Verdict:
    """Confirm a member's answer for a scope; the text stays the member's."""
    if not actor.holds(Role.AGENT, Role.LEAD):
        return no(N_("Agents and team leads confirm answers."))
    if post.kind is not PostKind.ANSWER:
        return no(N_("Only answers are confirmed."))
    if post.author_id == actor.id:
        return no(N_("Somebody else has to confirm what you wrote."))
    return _visible(actor, post)


def can_make_official(actor: Actor, post: Post) -> Verdict:
    if not (actor.holds(Role.AGENT, Role.LEAD) and actor.is_spokesperson):
        return no(N_("Only a spokesperson can make an answer official."))
    if post.kind is not PostKind.ANSWER:
        return no(N_("Only answers are made official here; an article becomes official when it is published."))
    if post.voice is not Voice.COMPANY:
        return no(N_("Only what the company wrote itself can be official. Confirm it for a scope instead."))
    return _visible(actor, post)


def can_mark_unofficial(actor: Actor, post: Post) -> Verdict:
    """A member's sentence, by detection, by staff, or by an expert of its topic."""
    if not (actor.is_system or actor.is_staff or is_expert_on(actor, post)):
        return no(N_("Experts, agents and moderators mark claims. You can report the post."))
    return no(OWN_WORD) if post.voice is Voice.COMPANY else _visible(actor, post)


def can_dispute(actor: Actor, post: Post) -> Verdict:
    """Alone, as an agent, team lead or moderator; the system acts on the word of two experts."""
    if actor.is_system or actor.holds(Role.AGENT, Role.LEAD, Role.MODERATOR):
        return _visible(actor, post)
    return no(N_("Staff dispute a post; an expert brings evidence against it."))


def can_doubt(actor: Actor, post: Post) -> Verdict:
    """Bring evidence against a post, as an expert of its topic."""
    if not is_expert_on(actor, post):
        return no(N_("Experts of this topic bring evidence against a post."))
    if post.author_id == actor.id:
        return no(N_("You wrote this yourself: edit it."))
    return _visible(actor, post)


def can_correct(actor: Actor, post: Post) -> Verdict:
    if actor.holds(Role.AGENT, Role.LEAD, Role.MODERATOR):
        return _visible(actor, post)
    return no(N_("Agents, team leads and moderators correct a post."))


def can_lift(actor: Actor, post: Post) -> Verdict:
    """Confirm or clear an unofficial flag, lift a label. Nobody clears a caution on their own words."""
    if not actor.is_staff:
        return no(N_("Staff lift labels."))
    if post.author_id == actor.id and post.voice is Voice.COMMUNITY:
        return no(N_("Somebody else has to decide on what you wrote."))
    return _visible(actor, post)
