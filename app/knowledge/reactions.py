"""What articles make of answers, labels and releases."""

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.accounts.events import AccountEvent
from app.activity.models import Event
from app.activity.owing import owe
from app.activity.registry import reacts_to
from app.catalogue.events import CatalogueEvent
from app.catalogue.models import ProductVersion
from app.claims.actions import look_for_claims
from app.extensions import db
from app.knowledge.actions.erasing import erase_with_person
from app.knowledge.actions.keeping import ask_for_check
from app.knowledge.article_links import linked_articles
from app.knowledge.events import ArticleEvent
from app.knowledge.jobs import note_articles_in_an_answer
from app.knowledge.models import Article
from app.knowledge.queries import WHOLE, article_by_id
from app.knowledge.scopes import names_version
from app.knowledge.states import ArticleState, CheckReason
from app.labels.events import LabelEvent
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.events import QuestionEvent
from app.questions.models import Answer
from app.search.marking import mark


@reacts_to(QuestionEvent.ANSWERED, QuestionEvent.EDITED, at_once=True)
def look_for_articles_in_an_answer(event: Event) -> None:
    """Few answers have such a link, so only these are work for later."""
    answer = db.session.get(Answer, event.subject_id) if event.subject_kind == Answer.__tablename__ else None
    if answer is not None and linked_articles(answer.html):
        owe(note_articles_in_an_answer, answer_id=answer.id)


@reacts_to(CatalogueEvent.VERSION_RELEASED)
def doubt_articles_of_older_versions(event: Event) -> None:
    """A release: every published article of the product that does not name the new version needs a check."""
    version = _version(event)
    if version is None:
        return
    query = select(Article).where(Article.product_id == version.product_id, Article.state == ArticleState.PUBLISHED)
    for article in db.session.scalars(query.options(*WHOLE)):
        if not names_version(article.versions, version.name):
            ask_for_check(SYSTEM, article, reason=CheckReason.VERSION, note=version.name)


def _version(event: Event) -> ProductVersion | None:
    named = event.subject_id if event.subject_kind == ProductVersion.__tablename__ else event.data.get("version")
    return db.session.get(ProductVersion, named) if isinstance(named, int) else None


@reacts_to(LabelEvent.MARKED_UNOFFICIAL, LabelEvent.DISPUTED, LabelEvent.CORRECTED)
def doubt_articles_made_of_it(event: Event) -> None:
    """What an article is made of carries a caution now, so the article needs a check."""
    query = select(Article).where(Article.from_answer_id == event.subject_id, Article.state == ArticleState.PUBLISHED)
    for article in db.session.scalars(query.options(*WHOLE)):
        ask_for_check(SYSTEM, article, reason=CheckReason.SOURCE)


@reacts_to(LabelEvent.EXPIRED)
def doubt_the_article_itself(event: Event) -> None:
    """The confirmation of an article has reached its end."""
    post = db.session.get(Post, event.subject_id) if event.subject_id else None
    if post is None or post.kind is not PostKind.ARTICLE:
        return
    article = article_by_id(post.id)
    if article is not None and article.state is ArticleState.PUBLISHED:
        ask_for_check(SYSTEM, article, reason=CheckReason.AGE)


@reacts_to(*set(ArticleEvent) - {ArticleEvent.HELPED, ArticleEvent.DID_NOT_HELP, ArticleEvent.LINKED}, at_once=True)
def mark_for_search(event: Event) -> None:
    """Whatever may change which articles are found, or by which words."""
    if event.subject_kind == Article.__tablename__ and event.subject_id:
        mark(PostKind.ARTICLE.value, event.subject_id)


@reacts_to(ArticleEvent.PUBLISHED, at_once=True)
def look_for_claims_in_what_was_published(event: Event) -> None:
    """A community article is read by more people than an answer: a claim in it is marked as it is published."""
    article = article_by_id(event.subject_id) if event.subject_id else None
    if article is not None:
        look_for_claims(article, product_id=article.product_id)


@reacts_to(AccountEvent.CLOSED, at_once=True)
def left(event: Event) -> None:
    if event.subject_id is not None:
        erase_with_person(event.subject_id)
