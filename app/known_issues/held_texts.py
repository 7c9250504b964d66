"""What a held post says, as it is kept and read, and how it becomes its author's post."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.accounts.models import User
from app.accounts.queries import actor as with_rights
from app.accounts.roles import PostingRole
from app.cases.actions.opening import attach_private_details
from app.catalogue.models import Category, Product, ProductVersion, Tag
from app.extensions import db
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.known_issues.braking import released
from app.known_issues.held_models import HeldPost
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.actions import answering
from app.questions.actions.asking import ask
from app.questions.actions.holding import Written
from app.questions.actions.shown import note_shown
from app.questions.models import Question
from app.questions.queries import question_by_id, visible_post, visible_to


@dataclass(frozen=True)
class HeldWords:
    """An answer or a comment."""

    body: str
    role: str = ""
    scope: str = ""


def as_kept(words: Written | HeldWords) -> str:
    return json.dumps(asdict(words), ensure_ascii=False)


def words_of(held: HeldPost) -> Written | HeldWords:
    values: dict[str, Any] = json.loads(held.content)
    if held.kind is not PostKind.QUESTION:
        return HeldWords(**values)
    lists = {name: tuple(values[name]) for name in ("tag_ids", "shown", "opened")}
    return Written(**{**values, **lists})


def publish(held: HeldPost) -> Post:
    """The post, written by its author now: whatever their rights are by now holds."""
    author = with_rights(held.author_id)
    words = words_of(held)
    with released.of(author.id):
        if isinstance(words, Written):
            return _ask(author, words)
        role = PostingRole(words.role) if words.role else None
        on = visible_post(author, held.on_id or 0)
        question = question_by_id(on.thread_id or on.id)
        if held.kind is PostKind.ANSWER:
            return answering.answer(author, question, body=words.body, role=role, scope=words.scope)
        return answering.comment(author, on, question, body=words.body, role=role)


def _ask(author: User, words: Written) -> Question:
    category = db.session.get(Category, words.category_id)
    if category is None or category.closed_at is not None:
        raise IllegalMove(N_("This part of the community has closed. Ask your question again in another one."))
    earlier = db.session.scalar(visible_to(author).where(Question.id == words.earlier_id)) if words.earlier_id else None
    question = ask(
        author,
        title=words.title,
        body=words.body,
        category=category,
        product=db.session.get(Product, words.product_id) if words.product_id else None,
        version=db.session.get(ProductVersion, words.version_id) if words.version_id else None,
        tags=_tags(words.tag_ids),
        language=words.language,
        earlier=earlier,
    )
    attach_private_details(author, question, text=words.private)
    note_shown(author, question, shown=words.shown, opened=words.opened)
    return question


def _tags(ids: Sequence[int]) -> list[Tag]:
    return list(db.session.scalars(db.select(Tag).where(Tag.id.in_(ids)).order_by(Tag.slug)))
