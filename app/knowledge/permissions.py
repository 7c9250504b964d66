"""Who drafts, reviews, publishes and looks after articles, and who closes gaps."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.catalogue.models import Tag
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.knowledge.models import Article, ArticleDraft
from app.posts.kinds import Standing, Voice
from app.questions.models import Answer
from app.questions.permissions import may_take_part

Actor = User | Guest

DESK = (Role.AGENT, Role.LEAD, Role.ADMINISTRATOR)
PUBLISHERS = (Role.LEAD, Role.ADMINISTRATOR)


def is_editor(actor: Actor) -> bool:
    """Knowledge editors: agents, team leads, administrators, and experts of any topic."""
    if actor.is_guest or actor.is_system or actor.is_suspended:
        return False
    return actor.has(*DESK) or bool(actor.expert_tag_ids)


def can_see_desk(actor: Actor) -> Verdict:
    """The editors' desk, drafts and gaps: for whoever is no editor they do not exist."""
    return may_take_part(actor) if is_editor(actor) else UNSEEN


def _in_their_field(actor: Actor, tags: list[Tag]) -> Verdict:
    if actor.has(*DESK) or actor.is_expert_of(frozenset(tag.id for tag in tags)):
        return may_take_part(actor)
    return no(N_("Experts write articles on their own topics."))


def can_draft_new(actor: Actor, tags: list[Tag]) -> Verdict:
    """Write an article that comes from no answer; an expert within the own topics."""
    if not is_editor(actor):
        return no(N_("Experts, agents, team leads and administrators write articles."))
    return _in_their_field(actor, tags)


def can_draft(actor: Actor, answer: Answer) -> Verdict:
    """Make an article of this answer: whether to offer it. What else it takes is said when it is tried."""
    if not is_editor(actor):
        return no(N_("Experts, agents, team leads and administrators write articles."))
    if answer.standing is not Standing.VISIBLE or answer.question.standing is not Standing.VISIBLE:
        return UNSEEN
    if answer.accepted_at is None:
        return no(N_("Only an accepted answer becomes an article."))
    return _in_their_field(actor, answer.question.tags)


def can_edit_article(actor: Actor, article: Article) -> Verdict:
    """Change the text of the next version; the published one stays until another person has reviewed it."""
    if article.standing in (Standing.HIDDEN, Standing.WITHDRAWN):
        return UNSEEN
    if not is_editor(actor):
        return no(N_("Experts, agents, team leads and administrators write articles."))
    if article.author_id == actor.id:
        return may_take_part(actor)
    return _in_their_field(actor, article.tags)


def _reviewer(actor: Actor, article: Article) -> Verdict:
    if not actor.has(*PUBLISHERS):
        return no(N_("Team leads and administrators review articles."))
    if article.voice is Voice.COMPANY and not actor.is_spokesperson:
        return no(N_("This article speaks for the company: a spokesperson reviews it."))
    return may_take_part(actor)


def can_publish(actor: Actor, article: Article, draft: ArticleDraft) -> Verdict:
    """Another person than any of its writers."""
    verdict = _reviewer(actor, article)
    if verdict and actor.id in draft.writer_ids:
        return no(N_("You wrote part of this. Another person reviews and publishes it."))
    return verdict


def can_confirm(actor: Actor, article: Article, author_id: int) -> Verdict:
    """Say that the published text still holds; another person than who wrote that text."""
    verdict = _reviewer(actor, article)
    if verdict and author_id == actor.id:
        return no(N_("You wrote this version. Another person checks it."))
    return verdict


def can_ask_for_check(actor: Actor, article: Article) -> Verdict:
    if actor.is_system:
        return YES
    return can_edit_article(actor, article)


def can_archive(actor: Actor, article: Article) -> Verdict:
    """Take it out of use, or bring it back."""
    if actor.has(*PUBLISHERS) or (article.published_revision is None and article.author_id == actor.id):
        return may_take_part(actor)
    return no(N_("Team leads and administrators archive articles."))


def can_say_whether_it_helped(actor: Actor, article: Article) -> Verdict:
    verdict = may_take_part(actor)
    if verdict and (article.published_revision is None or article.standing is not Standing.VISIBLE):
        return UNSEEN
    return verdict


def can_close_gap(actor: Actor) -> Verdict:
    return can_see_desk(actor)


def leads_editors(actor: Actor) -> bool:
    return not actor.is_guest and actor.has(*PUBLISHERS)


def can_assign_gap(actor: Actor, assignee_id: int | None, to_id: int | None) -> Verdict:
    """Give a gap that `assignee_id` has to somebody: editors take what nobody has and give back what is theirs."""
    verdict = can_see_desk(actor)
    if not verdict or leads_editors(actor):
        return verdict
    if to_id not in (None, actor.id):
        return no(N_("Team leads and administrators assign it to others."))
    if assignee_id not in (None, actor.id):
        return no(N_("Somebody else has taken it. Team leads and administrators can change that."))
    return verdict
