"""A guest asks: the text is held until the address is confirmed, then published as the member's."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from app.accounts import limits
from app.accounts.actors import Guest
from app.accounts.addresses import clean_address
from app.accounts.models import User
from app.accounts.names import clean_name, sounds_like
from app.activity.log import record
from app.activity.once import keep_result
from app.catalogue.brand import brand_name
from app.catalogue.models import Category, Product, ProductVersion, Tag
from app.extensions import db
from app.kit.errors import IllegalMove, Invalid
from app.kit.markup import SourceFormat, render
from app.kit.markup.pictures import links_in
from app.kit.texts import N_
from app.kit.tokens import random_reference
from app.posts.actions import check_text
from app.posts.addresses import address_of
from app.questions.actions.asking import ask
from app.questions.actions.shown import note_shown
from app.questions.events import QuestionEvent
from app.questions.limits import FIRST_DAY_LINKS
from app.questions.models import HeldQuestion, Question
from app.questions.queries import visible_to

CONTENT_MAX = 120_000


@dataclass(frozen=True)
class Written:
    """What a guest wrote. `private` is for staff alone, so it is in no event and on no page but the guest's own."""

    title: str
    body: str
    category_id: int
    product_id: int | None = None
    version_id: int | None = None
    tag_ids: tuple[int, ...] = ()
    language: str = "en"
    earlier_id: int | None = None
    private: str = ""
    shown: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()


def written(held: HeldQuestion) -> Written:
    values: dict[str, Any] = json.loads(held.content)
    lists = {name: tuple(values[name]) for name in ("tag_ids", "shown", "opened")}
    return Written(**{**values, **lists})


def hold(guest: Guest, text: Written, *, email: str, name: str, locale: str, address: str) -> HeldQuestion:
    """Keeps a guest's question and asks for a mail to its address. `address` is where the request comes from."""
    name, email = clean_name(name), clean_address(email)
    brand = brand_name()
    if sounds_like(name, brand):
        raise Invalid(N_("A member's name does not have the name %(brand)s in it."), field="name", brand=brand)
    check_text(text.body, text.title)
    if links_in(render(text.body, SourceFormat.MARKDOWN).html) > FIRST_DAY_LINKS:
        sentence = N_("On the first day a text can hold %(max)s links. Take some out and send it again.")
        raise Invalid(sentence, field="body", max=FIRST_DAY_LINKS)
    content = json.dumps(asdict(text), ensure_ascii=False)
    if len(content) > CONTENT_MAX:
        raise Invalid(N_("This text is too long to be kept until you confirm. Shorten it."), field="body")
    limits.take(limits.mail("ask", email, address))
    held = HeldQuestion(reference=random_reference(), email=email, name=name, locale=locale, content=content)
    db.session.add(held)
    record(guest, QuestionEvent.HELD, held, lists=False)
    return held


@dataclass(frozen=True)
class Published:
    """The question, and what belongs to later features: for staff alone, and the articles shown before it was asked."""

    question: Question
    private: str
    article_ids: tuple[int, ...]


def publish(member: User, held: HeldQuestion) -> Published:
    """The held question as the member's own; what was held is gone, and its link leads to the question from now on.

    What only staff may see is given back to be kept with the case: the caller does that in the same transaction.
    """
    text = written(held)
    category = db.session.get(Category, text.category_id)
    if category is None or category.closed_at is not None:
        raise IllegalMove(N_("This part of the community has closed. Ask your question again in another one."))
    question = ask(
        member,
        title=text.title,
        body=text.body,
        category=category,
        product=db.session.get(Product, text.product_id) if text.product_id else None,
        version=db.session.get(ProductVersion, text.version_id) if text.version_id else None,
        tags=list(db.session.scalars(db.select(Tag).where(Tag.id.in_(text.tag_ids)).order_by(Tag.slug))),
        language=text.language,
        earlier=_still_visible(member, text.earlier_id),
    )
    articles = note_shown(member, question, shown=text.shown, opened=text.opened)
    keep_result(held.reference, address_of(question))
    db.session.delete(held)
    return Published(question, text.private, tuple(articles))


def _still_visible(member: User, question_id: int | None) -> Question | None:
    return db.session.scalar(visible_to(member).where(Question.id == question_id)) if question_id else None
