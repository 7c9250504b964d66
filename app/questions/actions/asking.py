"""Asking, and what may happen to the question as a whole."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import User
from app.accounts.roles import PostingRole
from app.activity.log import record
from app.catalogue.learned import peer_window
from app.catalogue.models import Category, Product, ProductVersion, Tag
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.actions import move_standing, write
from app.posts.events import PostEvent
from app.posts.kinds import PostKind, Standing
from app.posts.voices import roles_to_write_in
from app.questions import turns
from app.questions.actions.accepting import undo_acceptances
from app.questions.brakes import ask_brakes
from app.questions.events import QuestionEvent
from app.questions.limits import check_first_day, check_links
from app.questions.models import Ending, Question, Subscription, ThreadTag
from app.questions.permissions import can_ask, can_reopen, can_withdraw
from app.questions.reopenings import keep_reason
from app.questions.states import MOVES, Ended, State

TAGS_MAX = 5


def window_of(category: Category, tags: Iterable[Tag] = ()) -> timedelta:
    """How long peers have a question of this category and these topics to themselves."""
    return peer_window(category, tags).window


def _fresh_window(question: Question) -> timedelta:
    """To be asked before the question changes: it reads, and what is half changed must not be written."""
    of_it = select(ThreadTag.tag_id).where(ThreadTag.question_id == question.id)
    return window_of(question.category, db.session.scalars(select(Tag).where(Tag.id.in_(of_it))))


def ask(
    actor: User,
    *,
    title: str,
    body: str,
    category: Category,
    product: Product | None = None,
    version: ProductVersion | None = None,
    tags: Sequence[Tag] = (),
    language: str = "en",
    earlier: Question | None = None,
) -> Question:
    """A new question, with the community for the category's window."""
    require(can_ask(actor))
    if version is not None and (product is None or version.product_id != product.id):
        raise Invalid(N_("This version belongs to another product."), field="version")
    if len(tags) > TAGS_MAX:
        raise Invalid(N_("At most %(max)s tags."), field="tags", max=TAGS_MAX)
    check_first_day(actor, PostKind.QUESTION)
    ask_brakes(actor, product.id if product is not None else None, PostKind.QUESTION)
    role = roles_to_write_in(actor)[-1] if actor.is_staff else PostingRole.MEMBER
    moment = now()
    end = moment + window_of(category, tags)
    question = write(
        Question,
        actor,
        title=title,
        source=body,
        role=role if role not in (PostingRole.MODERATOR, PostingRole.ADMINISTRATOR) else PostingRole.EMPLOYEE,
        language=language,
        category=category,
        product=product,
        version=version,
        tags=list(tags),
        owner_state=turns.Owner.COMMUNITY,
        next_due_at=end,
        window_ends_at=end,
        active_at=moment,
        earlier_id=earlier.id if earlier else None,
    )
    check_links(actor, question.html)
    db.session.add(Subscription(question_id=question.id, user_id=actor.id))
    record(actor, QuestionEvent.ASKED, question, thread_id=question.id)
    return question


def reopen(actor: User, question: Question, *, reason: str = "") -> None:
    """It came back: to the level that last had it, with a fresh window. What was accepted did not solve it after all,
    so the acceptances are undone; they stay on record."""
    require(can_reopen(actor, question))
    check_move(MOVES, question.state, State.OPEN)
    kept = keep_reason(actor, question, reason)
    window = _fresh_window(question)
    undo_acceptances(question)
    question.state = State.OPEN
    question.solved_at = question.solved_privately_at = question.lapsed_at = None
    turns.reopen(question, window)
    question.active_at = now()
    record(actor, QuestionEvent.REOPENED, question, thread_id=question.id, reopening=kept)


def withdraw(actor: User, question: Question, *, reason: str = "") -> None:
    """The asker takes the question back; its answers stay readable to those who wrote them."""
    require(can_withdraw(actor, question))
    end(actor, question, how=Ended.WITHDRAWN, reason=reason)
    move_standing(actor, question, Standing.WITHDRAWN, PostEvent.WITHDRAWN)
    record(actor, QuestionEvent.WITHDRAWN, question, thread_id=question.id)


def undo_withdraw(actor: User, question: Question) -> None:
    """The asker puts back what they had withdrawn."""
    require(can_withdraw(actor, question))
    if question.standing is not Standing.WITHDRAWN:
        raise IllegalMove(N_("This is not withdrawn."))
    move_standing(actor, question, Standing.VISIBLE, PostEvent.RESTORED)
    undo_end(actor, question)


def end(actor: User, question: Question, *, how: Ended, reason: str = "", into: Question | None = None) -> None:
    """Ends a question by a fact with a story. Who may is asked by the caller."""
    if question.ended_at is not None:
        raise IllegalMove(N_("This question has ended already."))
    question.ended_at = now()
    turns.nobody(question)
    db.session.add(
        Ending(question_id=question.id, how=how, by_id=actor.id, reason=reason, into_id=into.id if into else None)
    )
    db.session.flush()


def undo_end(actor: User, question: Question) -> None:
    """The question is back as it was, with a fresh window if it still waits for help."""
    ending, window = db.session.get(Ending, question.id), _fresh_window(question)
    if ending is not None:
        db.session.delete(ending)
    question.ended_at = None
    if question.is_active:
        turns.reopen(question, window)
    record(actor, QuestionEvent.RESTORED, question, thread_id=question.id)
