"""An imported author turns out to be a member: what the one wrote is the other's from now on."""

from typing import Any, cast

from sqlalchemy import Table, delete, exists, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.extensions import db
from app.imports.events import ImportEvent
from app.imports.models import AuthorAddress
from app.imports.permissions import can_claim
from app.kit.clock import now
from app.kit.verdicts import require
from app.knowledge.models import Credit, Publication
from app.posts.kinds import PostKind
from app.posts.models import Post, Revision
from app.questions.models import Acceptance, MeToo, Question, Vote
from app.search.marking import mark

POSTS, QUESTIONS = cast(Table, Post.__table__), cast(Table, Question.__table__)
PUBLICATIONS, CREDITS = cast(Table, Publication.__table__), cast(Table, Credit.__table__)


def claim(actor: User, author: AuthorAddress) -> int:
    """Moves everything the imported author wrote to the member; how many posts.

    Role and voice stay as they were written in, and so does the attribution. Votes that the member gave to what now is
    their own are taken back. The imported user stays, empty: a later run of the import still finds it.
    """
    db.session.refresh(author, with_for_update=True)
    require(can_claim(actor, author))
    theirs = author.user_id
    threads = set(db.session.scalars(select(Post.thread_id).where(Post.author_id == theirs)))
    moved = _number(theirs)
    for column in (Post.author_id, Revision.editor_id, Acceptance.by_id):
        _give(column, theirs, actor.id)
    _give_articles(theirs, actor.id)
    _take_votes_back(actor.id)
    author.claimed_by_id, author.claimed_at = actor.id, now()
    record(actor, ImportEvent.CLAIMED, author, imported_id=theirs, posts=moved)
    touch(db.session(), SITE)
    _mark(threads)
    return moved


def _number(user_id: int) -> int:
    return db.session.scalar(select(func.count()).select_from(Post).where(Post.author_id == user_id)) or 0


def _give(column: InstrumentedAttribute[Any], theirs: int, mine: int) -> None:
    """In bulk: an author may have ten thousand posts."""
    table = cast(Table, column.class_.__table__)
    db.session.execute(update(table).where(table.c[column.key] == theirs).values({column.key: mine}))


def _give_articles(theirs: int, mine: int) -> None:
    """Credits once a person. Whoever wrote an article never reviewed it: where both are one person now, the review stays
    under the imported name."""
    written, reviewed, held = PUBLICATIONS.c.author_id, PUBLICATIONS.c.reviewer_id, CREDITS.alias("held")
    for own, other in ((written, reviewed), (reviewed, written)):
        db.session.execute(update(PUBLICATIONS).where(own == theirs, other != mine).values({own.name: mine}))
    already = exists().where(held.c.article_id == CREDITS.c.article_id, held.c.user_id == mine)
    db.session.execute(delete(CREDITS).where(CREDITS.c.user_id == theirs, already))
    db.session.execute(update(CREDITS).where(CREDITS.c.user_id == theirs).values(user_id=mine))


def _take_votes_back(user_id: int) -> None:
    """One's own posts are not voted for, and one has not "this too" in one's own question."""
    own = select(Vote.post_id).join(Post, Post.id == Vote.post_id)
    voted = list(db.session.scalars(own.where(Vote.user_id == user_id, Post.author_id == user_id)))
    db.session.execute(update(POSTS).where(POSTS.c.id.in_(voted)).values(votes=POSTS.c.votes - 1))
    db.session.execute(delete(Vote).where(Vote.user_id == user_id, Vote.post_id.in_(voted)))
    asked = select(MeToo.question_id).join(POSTS, POSTS.c.id == MeToo.question_id)
    too = list(db.session.scalars(asked.where(MeToo.user_id == user_id, POSTS.c.author_id == user_id)))
    db.session.execute(update(QUESTIONS).where(QUESTIONS.c.id.in_(too)).values(too_count=QUESTIONS.c.too_count - 1))
    db.session.execute(delete(MeToo).where(MeToo.user_id == user_id, MeToo.question_id.in_(too)))


def _mark(threads: set[int | None]) -> None:
    """Search knows who wrote what."""
    ids = [thread for thread in threads if thread is not None]
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        kinds = (PostKind.QUESTION, PostKind.ARTICLE)
        for post_id, kind in db.session.execute(
            select(Post.id, Post.kind).where(Post.id.in_(some), Post.kind.in_(kinds))
        ):
            mark(kind.value, post_id)
