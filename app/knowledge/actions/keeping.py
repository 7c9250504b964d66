"""Looking after what is published: doubts, archive, and the way back."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.activity.log import Acting, record
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.knowledge.actions.editing import back_to_writing
from app.knowledge.events import ArticleEvent
from app.knowledge.models import Article
from app.knowledge.permissions import can_archive, can_ask_for_check
from app.knowledge.states import ARTICLE_MOVES, ArticleState, CheckReason

NOTE_MAX = 500


def ask_for_check(actor: User | Guest, article: Article, *, reason: CheckReason, note: str = "") -> bool:
    """Somebody, a release or the clock doubts that it still holds. Readers are told; False when that is known already."""
    require(can_ask_for_check(actor, article))
    note = _note(note)
    if reason is CheckReason.HAND and not note:
        raise Invalid(N_("Say what may no longer be right."), field="note")
    if article.state is ArticleState.NEEDS_CHECK:
        return False
    check_move(ARTICLE_MOVES, article.state, ArticleState.NEEDS_CHECK)
    article.state = ArticleState.NEEDS_CHECK
    article.check_reason, article.check_note, article.check_since = reason, note, now()
    record(actor, ArticleEvent.NEEDS_CHECK, article, thread_id=article.id, why=reason.value)
    return True


def expire(actor: Acting, article: Article) -> None:
    """Too stale to be given as an answer: it keeps its address and says so there, but no list shows it."""
    if article.expired_at is None:
        article.expired_at = now()
        record(actor, ArticleEvent.EXPIRED, article, thread_id=article.id)


def archive(actor: User, article: Article, *, note: str) -> None:
    """Out of use. A published one stays readable at its address and says that nobody keeps it up to date."""
    require(can_archive(actor, article))
    if not _note(note):
        raise Invalid(N_("Say why it goes to the archive."), field="note")
    check_move(ARTICLE_MOVES, article.state, ArticleState.ARCHIVED)
    article.state, article.check_reason, article.check_since = ArticleState.ARCHIVED, None, None
    article.check_note = _note(note)
    if article.draft is not None:
        back_to_writing(article, article.draft)
    _record(actor, ArticleEvent.ARCHIVED, article)


def restore(actor: User, article: Article, *, note: str) -> None:
    """Back from the archive: a published one has to be checked before it counts again, a draft is a draft."""
    require(can_archive(actor, article))
    if not _note(note):
        raise Invalid(N_("Say why it comes back."), field="note")
    if article.published_revision is None:
        check_move(ARTICLE_MOVES, article.state, ArticleState.DRAFT)
        article.state, article.check_note = ArticleState.DRAFT, ""
    else:
        check_move(ARTICLE_MOVES, article.state, ArticleState.NEEDS_CHECK)
        article.state, article.check_reason = ArticleState.NEEDS_CHECK, CheckReason.RESTORED
        article.check_note, article.check_since = _note(note), now()
    _record(actor, ArticleEvent.RESTORED, article)


def _record(actor: User, event: ArticleEvent, article: Article) -> None:
    record(actor, event, article, thread_id=article.id if article.published_revision is not None else None)


def _note(note: str) -> str:
    note = note.strip()
    if len(note) > NOTE_MAX:
        raise Invalid(N_("A note has at most %(max)s characters."), field="note", max=NOTE_MAX)
    return note
