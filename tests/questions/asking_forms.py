"""The form for a question as people fill it in."""

from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.questions.models import HeldQuestion, Question
from tests.visiting import Visitor
from tests.world import World

ASK = "/questions/ask"


def filled(**other: Any) -> dict[str, Any]:
    usual = {
        "title": "The router loses its line",
        "body": "It happens every evening when we watch a film.",
        "category": "1",
        "product": "v2",
        "tags": ["1"],
        "language": "",
        "private": "",
    }
    return {**usual, **other}


def as_guest(**other: Any) -> dict[str, Any]:
    return filled(**{"name": "Gina", "email": "gina@example.com", **other})


def ask(visitor: Visitor, **fields: Any) -> Any:
    return visitor.post(ASK, filled(**fields), form_at=ASK)


def counted(world: World) -> tuple[int, int]:
    """How many questions are published, and how many held."""
    with world.looking():
        kinds = (Question, HeldQuestion)
        return tuple(db.session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds)  # type: ignore[return-value]
