"""The text of the next version: writing on it, handing it in, giving it up. Readers keep what is published."""

from app.accounts.models import User
from app.activity.log import record
from app.catalogue.models import Product
from app.extensions import db
from app.images.actions import note_uses
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.knowledge.events import ArticleEvent
from app.knowledge.models import Article, ArticleDraft
from app.knowledge.permissions import can_archive, can_edit_article
from app.knowledge.scopes import scope_of_article
from app.knowledge.states import ARTICLE_MOVES, STAGE_MOVES, ArticleState, Stage
from app.knowledge.titles import check_title
from app.posts.actions import check_text


def edit(
    actor: User,
    article: Article,
    *,
    title: str,
    body: str,
    product: Product | None,
    versions: str = "",
    half_life_days: int | None = None,
    reason: str = "",
    seen: int | None = None,
) -> ArticleDraft:
    """Keeps this as the text of the next version. `seen`: how many edits the writer's form knew of; a later one by
    somebody else is not overwritten. What was in review goes back to writing."""
    require(can_edit_article(actor, article))
    if article.state is ArticleState.ARCHIVED:
        raise IllegalMove(N_("This article is archived. Restore it first."))
    check_text(body, title)
    title = check_title(title.strip())
    draft = article.draft
    if seen is not None and seen != (draft.edits if draft else 0):
        raise IllegalMove(
            N_("Somebody else changed this text meanwhile. Open it in another window, then put yours together with it.")
        )
    if article.published_revision is not None and not (reason.strip() or (draft and draft.reason)):
        raise Invalid(N_("Say what you change and why: readers see it in the history."), field="reason")
    moment = now()
    if draft is None:
        draft = article.draft = ArticleDraft(edits=0, writer_ids=[], started_at=moment, half_life_days=180)
    draft.title, draft.source = title, body
    draft.product, draft.versions = product, versions.strip()
    draft.half_life_days = half_life_days or article.half_life_days
    draft.reason = reason.strip() or draft.reason or ""
    draft.writer_ids = sorted({*draft.writer_ids, actor.id}, key=[*draft.writer_ids, actor.id].index)
    draft.edits, draft.updated_at = draft.edits + 1, moment
    back_to_writing(article, draft)
    db.session.flush()
    note_uses(article.id, body, waiting=True)
    record(actor, ArticleEvent.EDITED, article, edit=draft.edits)
    return draft


def back_to_writing(article: Article, draft: ArticleDraft) -> None:
    draft.stage, draft.submitted_at, draft.submitted_by_id = Stage.WRITING, None, None
    if article.state is ArticleState.IN_REVIEW:
        article.state = ArticleState.DRAFT


def submit(actor: User, article: Article) -> None:
    """Hands the text in: from now on another person has the word."""
    require(can_edit_article(actor, article))
    draft = draft_of(article)
    check_move(STAGE_MOVES, draft.stage, Stage.IN_REVIEW)
    if not scope_of_article(draft.product, draft.versions):
        raise Invalid(N_("Say for what it holds: a product, versions, or both."), field="versions")
    draft.stage, draft.submitted_at, draft.submitted_by_id = Stage.IN_REVIEW, now(), actor.id
    draft.returned_note = ""
    if article.published_revision is None:
        check_move(ARTICLE_MOVES, article.state, ArticleState.IN_REVIEW)
        article.state = ArticleState.IN_REVIEW
    record(actor, ArticleEvent.SUBMITTED, article)


def send_back(actor: User, article: Article, *, note: str) -> None:
    """Back to the writer, with what is missing. A writer may take it back so as well."""
    require(can_edit_article(actor, article))
    draft = draft_of(article)
    check_move(STAGE_MOVES, draft.stage, Stage.WRITING)
    if not note.strip():
        raise Invalid(N_("Say what is missing, so that the writer can go on."), field="note")
    if len(note.strip()) > 500:
        raise Invalid(N_("A note has at most %(max)s characters."), field="note", max=500)
    draft.returned_note = note.strip()
    back_to_writing(article, draft)
    record(actor, ArticleEvent.RETURNED, article)


def discard(actor: User, article: Article) -> None:
    """Gives up the changes to a published article; the published text stays."""
    require(can_edit_article(actor, article))
    draft = draft_of(article)
    if article.published_revision is None:
        raise IllegalMove(N_("This was never published. Archive it instead."))
    if actor.id not in draft.writer_ids:
        require(can_archive(actor, article))
    drop_draft(article)
    record(actor, ArticleEvent.DISCARDED, article)


def draft_of(article: Article) -> ArticleDraft:
    if article.draft is None:
        raise IllegalMove(N_("There is no new text to review."))
    return article.draft


def drop_draft(article: Article) -> None:
    article.draft = None
    db.session.flush()
