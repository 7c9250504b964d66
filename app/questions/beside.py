"""What stands beside a question, in one statement: its tags, what the reader did in its thread, and what later features say."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    bindparam,
    literal,
    select,
    union_all,
)

from app.catalogue.models import Tag
from app.extensions import db
from app.kit.database import table_of
from app.kit.rows import Part, asked
from app.posts.models import Post
from app.questions.models import MeToo, Subscription, ThreadTag, Vote
from app.questions.queries import Actor

TAG = Part(Tag, only=("id", "slug", "about"))
THREAD: BindParameter[Any] = bindparam("thread")
_READER: BindParameter[Any] = bindparam("reader")
_NOTHING = literal(None, String)

_tagged, _tags, _votes, _posts = map(table_of, (ThreadTag, Tag, Vote, Post))


@dataclass(frozen=True)
class Mine:
    """What the reader has done in this thread."""

    votes: frozenset[int] = frozenset()
    follows: bool = False
    has_it_too: bool = False


@dataclass(frozen=True)
class Beside:
    tags: list[Tag] = field(default_factory=list)
    mine: Mine = Mine()
    linked: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Ids of what later features link to the question, by the name they gave."""


def _ids(what: str, ident: ColumnElement[int]) -> Select[Any]:
    query: Any = select(literal(what, String), ident, _NOTHING, _NOTHING)
    return query


def _done(what: str, table: Any) -> Select[Any]:
    return _ids(what, table.c.question_id).where(table.c.question_id == THREAD, table.c.user_id == _READER)


_TAGS = select(literal("tag", String), *TAG.columns).select_from(_tagged.join(_tags, _tags.c.id == _tagged.c.tag_id))
_OF_READER = (
    _done("follows", table_of(Subscription)),
    _done("too", table_of(MeToo)),
    _ids("vote", _votes.c.post_id)
    .select_from(_votes.join(_posts, _posts.c.id == _votes.c.post_id))
    .where(_votes.c.user_id == _READER, _posts.c.thread_id == THREAD),
)
_linked: dict[str, Select[Any]] = {}


def read_linked(name: str, ident: ColumnElement[int], *conditions: ColumnElement[bool]) -> None:
    """For later features, when they are imported: which of their things `Beside.linked` names; `THREAD` is the question."""
    _linked[name] = _ids(f"linked {name}", ident).where(*conditions)


@cache
def _statement(_names: tuple[str, ...], signed_in: bool) -> CompoundSelect[Any]:
    """Made once, when all that is linked is known."""
    of_reader = _OF_READER if signed_in else ()
    return union_all(_TAGS.where(_tagged.c.question_id == THREAD), *of_reader, *_linked.values())


def read_beside(actor: Actor, question_id: int) -> Beside:
    signed_in = not (actor.is_guest or actor.is_system)
    given = {"thread": question_id, **({"reader": actor.id} if signed_in else {})}
    found: dict[str, list[Any]] = defaultdict(list)
    for what, *values in asked(db.session(), _statement(tuple(_linked), signed_in), given):
        found[what].append(values)
    tags = sorted((TAG.made(values) for values in found["tag"]), key=lambda tag: tag.slug)
    ids = {what: tuple(values[0] for values in rows) for what, rows in found.items()}
    votes = frozenset() if actor.is_staff else frozenset(ids.get("vote", ()))
    mine = Mine(votes=votes, follows="follows" in ids, has_it_too="too" in ids)
    return Beside(tags, mine, {name: ids.get(f"linked {name}", ()) for name in _linked})
