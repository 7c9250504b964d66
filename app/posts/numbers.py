"""Posts of one kind in the order of their numbers, some at a time."""

from typing import Any

from sqlalchemy import ColumnElement

from app.posts.models import Post


def above(number: Any, last: int) -> ColumnElement[bool]:
    """That the number of a question, an article, an answer is above another. Said of both tables that are joined: PostgreSQL does not
    conclude it of one from the other, and would read every post before the first that is wanted."""
    return (number > last) & (Post.__table__.c.id > last)
