"""Publishing: another person has read the text, and answers for it with their name."""

from datetime import datetime

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import thread_key, touch
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.knowledge.actions.editing import draft_of, drop_draft
from app.knowledge.events import ArticleEvent
from app.knowledge.models import Article, ArticleLink, Publication
from app.knowledge.permissions import can_confirm, can_publish
from app.knowledge.queries import writer_of_published
from app.knowledge.scopes import scope_of_article
from app.knowledge.sources import confirmed_until, doubted, source_of, status_to_give
from app.knowledge.states import ARTICLE_MOVES, ArticleState, Stage
from app.labels.actions import OFFICIAL_FOR, VERIFIED_FOR, set_label, status_of
from app.labels.algebra import CAUTION, CONFIRMED, Status
from app.labels.events import LabelEvent
from app.posts.actions import revise
from app.posts.kinds import STANDING_MOVES, Standing
from app.posts.models import Revision

REASON_MAX = 200


def publish(actor: User, article: Article, *, reason: str = "", seen: int | None = None) -> Publication:
    """The reviewed text becomes what readers see, with the reviewer's name and the day on its label.

    `seen`: how many edits the reviewer had before them; a text that changed since is not published unread.
    """
    draft = draft_of(article)
    require(can_publish(actor, article, draft))
    if draft.stage is not Stage.IN_REVIEW:
        raise IllegalMove(N_("This text is not in review."))
    if seen is not None and seen != draft.edits:
        raise IllegalMove(N_("The text was changed after you opened it. Read it again."))
    reason = (reason.strip() or draft.reason)[:REASON_MAX]
    refuse_if_doubted(article)
    first = article.published_revision is None
    if article.state is not ArticleState.PUBLISHED:
        check_move(ARTICLE_MOVES, article.state, ArticleState.PUBLISHED)
    author = db.session.get_one(User, draft.writer_ids[0])
    if not revise(article, author, source=draft.source, title=draft.title, reason=reason) and not first:
        if (draft.product_id, draft.versions) == (article.product_id, article.versions):
            raise Invalid(N_("Nothing was changed. If the text still holds, say that it was checked."))
        _same_text_anew(article, author, reason)
    article.product, article.versions, article.half_life_days = draft.product, draft.versions, draft.half_life_days
    if article.standing is Standing.DRAFT:
        check_move(STANDING_MOVES, article.standing, Standing.VISIBLE)
        article.standing, article.edited_at = Standing.VISIBLE, None
    publication = Publication(
        article_id=article.id,
        revision=article.revision,
        author_id=author.id,
        reviewer_id=actor.id,
        scope=scope_of_article(article.product, article.versions),
        reason=reason,
        at=now(),
    )
    db.session.add(publication)
    article.published_revision, article.published_at = article.revision, publication.at
    mark_checked(article, publication.at)
    drop_draft(article)
    give_label(actor, article, evidence=reason)
    record(actor, ArticleEvent.PUBLISHED, article, thread_id=article.id, revision=article.revision, first=first)
    _touch_linked_threads(article)
    return publication


def _same_text_anew(article: Article, author: User, reason: str) -> None:
    """Only the scope is another: a version of its own, since the reviewer answers for that scope."""
    article.revision += 1
    db.session.add(
        Revision(
            post_id=article.id,
            number=article.revision,
            title=article.title,
            source=article.source,
            source_format=article.source_format,
            editor_id=author.id,
            reason=reason,
        )
    )


def confirm(actor: User, article: Article, *, note: str = "") -> None:
    """ "Checked again": the published text still holds today, says another person than who wrote it."""
    writer_id = writer_of_published(article)
    if writer_id is None:
        raise IllegalMove(N_("This was never published."))
    require(can_confirm(actor, article, writer_id))
    if article.state is ArticleState.ARCHIVED:
        raise IllegalMove(N_("This article is archived. Restore it first."))
    refuse_if_doubted(article)
    mark_checked(article, now())
    give_label(actor, article, evidence=note.strip()[:500])
    record(actor, ArticleEvent.CHECKED, article, thread_id=article.id, revision=article.revision)
    _touch_linked_threads(article)


def refuse_if_doubted(article: Article) -> None:
    source = source_of(article)
    if source is not None and doubted(source):
        raise Refused(N_("The answer this is made of carries a caution. Settle that first."))


def mark_checked(article: Article, at: datetime) -> None:
    article.state, article.checked_at = ArticleState.PUBLISHED, at
    article.check_reason = article.check_since = article.expired_at = None
    article.check_note = ""


def give_label(actor: User, article: Article, *, evidence: str) -> None:
    """The reviewer's name, the day and the scope. A caution stays until a moderator lifts it: no edit clears it."""
    if status_of(article) in CAUTION:
        return
    status = status_to_give(article)
    set_label(
        actor,
        article,
        status,
        LabelEvent.MADE_OFFICIAL if status is Status.OFFICIAL else LabelEvent.ARTICLE_REVIEWED,
        scope=scope_of_article(article.product, article.versions),
        product_id=article.product_id,
        versions=article.versions,
        evidence=evidence,
        expires_at=_end(article, status),
    )


def _end(article: Article, status: Status) -> datetime | None:
    """No confirmation without an end; a community article that was only reviewed is watched by its freshness."""
    if status not in CONFIRMED:
        return None
    latest = now() + (OFFICIAL_FOR if status is Status.OFFICIAL else VERIFIED_FOR)
    end = confirmed_until(article)
    return min(latest, end) if end else latest


def _touch_linked_threads(article: Article) -> None:
    """Threads show the title and label of their articles."""
    linked = db.session.scalars(db.select(ArticleLink.question_id).where(ArticleLink.article_id == article.id))
    touch(db.session(), *(thread_key(question_id) for question_id in linked))
