"""What stands around the thread: where it is, what it is about, what happened so far."""

from typing import Any

from flask_babel import gettext as _

from app.accounts.actors import Guest
from app.accounts.models import User
from app.cases.permissions import can_see_private_details
from app.catalogue.brand import brand_name
from app.questions.models import Question
from app.questions.reopenings import reasons_of
from app.questions.thread import Thread
from app.questions.timeline import Entry, told


def story(thread: Thread, reader: User | Guest) -> list[Entry]:
    question = thread.question
    private = bool(can_see_private_details(reader, question.author_id))
    why = reasons_of(thread.events) if private else {}
    return told(question, thread.events, thread.first_answer, brand_name(), reads_private=private, reopened=why)


def crumbs(question: Question) -> list[tuple[str, str]]:
    items = [(question.category.name, f"/questions?category={question.category.slug}")]
    if question.product:
        items.append((question.product.name, f"/products/{question.product.slug}"))
    return items


def facts(question: Question) -> list[tuple[str, Any]]:
    return [
        (_("Product"), question.product.name if question.product else None),
        (_("Version"), question.version.name if question.version else None),
        (_("Category"), question.category.name),
    ]
