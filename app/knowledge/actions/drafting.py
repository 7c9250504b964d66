"""Beginning an article: from an accepted answer, or from nothing."""

from datetime import timedelta

from sqlalchemy import func, select

from app.accounts.models import User
from app.accounts.roles import PostingRole
from app.activity.log import record
from app.activity.models import Event
from app.catalogue.models import Product, Tag
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused
from app.kit.texts import N_
from app.kit.verdicts import require
from app.knowledge.actions.linking import link
from app.knowledge.composing import Body, compose
from app.knowledge.events import ArticleEvent
from app.knowledge.freshness import HalfLife
from app.knowledge.models import Article, ArticleDraft, Credit
from app.knowledge.permissions import can_draft, can_draft_new
from app.knowledge.queries import article_from
from app.knowledge.scopes import SCOPE_MAX, scope_of_article
from app.knowledge.sources import doubted, source_standpoints
from app.knowledge.states import LinkKind
from app.knowledge.titles import check_title
from app.labels.algebra import derived
from app.posts.actions import write
from app.posts.kinds import Standing, Voice
from app.posts.models import TITLE_MAX, Post
from app.posts.voices import roles_to_write_in, voice_of
from app.questions.events import QuestionEvent
from app.questions.models import Answer, Question
from app.questions.states import State

SETTLED_AFTER = timedelta(days=14)
REASON_MAX = 200


def settled(question: Question, answer: Answer) -> bool:
    """Accepted, and not reopened for fourteen days. What comes from an archive cannot be reopened any more."""
    if question.archived_at is not None:
        return True
    if question.state is not State.SOLVED or answer.accepted_at is None:
        return False
    reopened = db.session.scalar(
        select(func.max(Event.at)).where(
            Event.thread_id == question.id,
            Event.kind.in_((QuestionEvent.REOPENED.value, QuestionEvent.ACCEPTANCE_UNDONE.value)),
        )
    )
    since = max(answer.accepted_at, reopened) if reopened else answer.accepted_at
    return now() - since >= SETTLED_AFTER


def usual_scope(question: Question) -> tuple[Product | None, str]:
    """Product and versions of the thread; what names no product is scoped by its topics or its category."""
    if question.product is not None:
        return question.product, question.version.name if question.version else ""
    if question.origin_id is None and question.archived_at is None:
        return None, ""
    return None, ", ".join(tag.slug for tag in question.tags)[:SCOPE_MAX] or question.category.name


def draft_from_answer(
    actor: User, answer: Answer, *, override_reason: str = "", versions: str | None = None
) -> Article:
    """A draft of problem, environment, cause and resolution, with asker and answerer credited.

    An editor may override the fourteen days with a reason, never a caution on the answer.
    """
    require(can_draft(actor, answer))
    question = answer.question
    if article_from(answer.id) is not None:
        raise IllegalMove(N_("There is already an article made of this answer."))
    if doubted(answer):
        raise Refused(N_("This answer carries a caution. Settle that first, then make an article of it."))
    override_reason = override_reason.strip()
    if len(override_reason) > REASON_MAX:
        raise Invalid(N_("A reason has at most %(max)s characters."), field="reason", max=REASON_MAX)
    if not settled(question, answer) and not override_reason:
        raise Invalid(
            N_("It was accepted less than 14 days ago and may be reopened. Say why it should not wait."), field="reason"
        )
    product, usual = usual_scope(question)
    versions = usual if versions is None else versions.strip()
    scope = scope_of_article(product, versions)
    if not scope:
        raise Invalid(N_("Say for what it holds: a product, versions, or both."), field="versions")
    role = _role(actor, question.tags, company=derived(source_standpoints(answer)).voice is Voice.COMPANY)
    body = compose(
        _body(question), _body(answer), scope=scope, language=question.language, company=voice_of(role) is Voice.COMPANY
    )
    article = _begin(
        actor,
        title=check_title(question.title or "", or_with=scope)[:TITLE_MAX],
        body=body,
        role=role,
        language=question.language,
        product=product,
        versions=versions,
        half_life_days=HalfLife.NETWORK,
        tags=list(question.tags),
        reason=override_reason,
        from_answer_id=answer.id,
    )
    db.session.add_all(
        Credit(article_id=article.id, user_id=user_id) for user_id in {question.author_id, answer.author_id}
    )
    link(actor, question_id=question.id, article_id=article.id, kind=LinkKind.MADE_FROM)
    record(actor, ArticleEvent.DRAFTED, article, question=question.id, answer=answer.id, early=bool(override_reason))
    return article


def draft_new(
    actor: User,
    *,
    title: str,
    body: str,
    product: Product | None = None,
    versions: str = "",
    half_life_days: int = HalfLife.NETWORK,
    tags: tuple[Tag, ...] | list[Tag] = (),
    language: str = "en",
    company: bool = False,
) -> Article:
    """A draft that comes from no answer. `company`: it is to speak for the company, so a spokesperson will review it."""
    tags = list(tags)
    require(can_draft_new(actor, tags))
    article = _begin(
        actor,
        title=check_title(title),
        body=body,
        role=_role(actor, tags, company=company),
        language=language,
        product=product,
        versions=versions.strip(),
        half_life_days=half_life_days,
        tags=tags,
    )
    if company and article.voice is not Voice.COMPANY:
        raise Refused(N_("Only staff write in the name of the company."))
    record(actor, ArticleEvent.DRAFTED, article)
    return article


def _role(actor: User, tags: list[Tag], *, company: bool) -> PostingRole:
    """The company's role only when the company may speak here; else the writer's personal one."""
    choices = roles_to_write_in(actor, frozenset(tag.id for tag in tags))
    wanted = Voice.COMPANY if company else Voice.COMMUNITY
    return next((role for role in choices if voice_of(role) is wanted), choices[-1])


def _body(post: Post) -> Body:
    return Body(post.source, post.html, post.source_format)


def _begin(
    actor: User,
    *,
    title: str,
    body: str,
    role: PostingRole,
    language: str,
    product: Product | None,
    versions: str,
    half_life_days: int,
    tags: list[Tag],
    reason: str = "",
    from_answer_id: int | None = None,
) -> Article:
    moment = now()
    text = ArticleDraft(
        title=title.strip(),
        source=body,
        product=product,
        versions=versions,
        half_life_days=half_life_days,
        reason=reason,
        writer_ids=[actor.id],
        started_at=moment,
        updated_at=moment,
    )
    return write(
        Article,
        actor,
        source=body,
        title=title,
        role=role,
        language=language,
        standing=Standing.DRAFT,
        product=product,
        versions=versions,
        half_life_days=half_life_days,
        from_answer_id=from_answer_id,
        tags=tags,
        draft=text,
    )
