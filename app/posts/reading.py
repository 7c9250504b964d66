"""Posts as parts of wide statements: with their author's name and where they came from, for showing alone."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import FromClause

from app.accounts.models import User
from app.kit.rows import Part
from app.posts.models import Origin, Post

POST = Part(Post, without={"source", "source_format", "renderer_version"})
AUTHOR = Part(User, only=("id", "display_name"))
ORIGIN = Part(Origin)

_posts, _users, _origins = Post.__table__, User.__table__, Origin.__table__


def with_author(joined: FromClause) -> FromClause:
    """What joins posts, with their authors and origins."""
    joined = joined.join(_users, _users.c.id == _posts.c.author_id)
    return joined.outerjoin(_origins, _origins.c.id == _posts.c.origin_id)


def authored(author: Sequence[Any], origin: Sequence[Any]) -> dict[str, Any]:
    """The relationships that `Part.made` is given, of a row's two pieces."""
    return {"author": AUTHOR.made(author), "origin": ORIGIN.made_if_any(origin)}
