"""Small builders on the product's own actions; they return committed rows' ids or live rows of the open context."""

from typing import Any

from sqlalchemy import select

from app.accounts.models import User
from app.catalogue.models import Category, Product, Tag
from app.extensions import db
from app.questions.actions.answering import answer as give_answer
from app.questions.actions.asking import ask
from app.questions.models import Answer, Question
from app.questions.queries import question_by_id


def category() -> Category:
    return db.session.scalars(select(Category).order_by(Category.id)).first()  # type: ignore[return-value]


def product() -> Product:
    return db.session.scalars(select(Product).order_by(Product.id)).first()  # type: ignore[return-value]


def tag(slug: str = "wifi") -> Tag:
    return db.session.scalars(select(Tag).where(Tag.slug == slug)).one()


def question(by: User, **given: Any) -> Question:
    """A question as a customer would ask it; anything may be given otherwise."""
    usual: dict[str, Any] = {
        "title": "Router drops the line every evening",
        "body": "Since last week the connection is lost around nine.",
        "category": category(),
        "product": product(),
        "tags": [tag()],
    }
    return ask(by, **{**usual, **given})


def answer(by: User, to: Question, body: str = "Set the line profile to stable.", **given: Any) -> Answer:
    return give_answer(by, question_by_id(to.id), body=body, **given)
