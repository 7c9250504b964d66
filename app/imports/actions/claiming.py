"""An imported author turns out to be a member: what the one wrote is the other's from now on."""

from sqlalchemy import delete, exists, func, select, update

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


def _give(column, theirs: int, mine: int) -> None:  # type: ignore[no-untyped-def]
    """In bulk: an author may have ten thousand posts."""
    model = column.class_
    statement = update(model.__table__).where(model.__table__.c[column.key] == theirs).values({column.key: mine})
    db.session.execute(statement)


def _give_articles(theirs: int, mine: int) -> None:
    """Credits once a person. Whoever wrote an article never reviewed it: where both are one person now, the review stays
    under the imported name."""
    table, held = Publication.__table__, Credit.__table__.alias("held")
    for own, other in ((table.c.author_id, table.c.reviewer_id), (table.c.reviewer_id, table.c.author_id)):
        db.session.execute(update(table).where(own == theirs, other != mine).values({own.name: mine}))
    credits = Credit.__table__
    already = exists().where(held.c.article_id == credits.c.article_id, held.c.user_id == mine)
    db.session.execute(delete(credits).where(credits.c.user_id == theirs, already))
    db.session.execute(update(credits).where(credits.c.user_id == theirs).values(user_id=mine))


def _take_votes_back(user_id: int) -> None:
    """One's own posts are not voted for, and one has not "this too" in one's own question."""
    posts, questions = Post.__table__, Question.__table__
    own = (
        select(Vote.post_id)
        .join(Post, Post.id == Vote.post_id)
        .where(Vote.user_id == user_id, Post.author_id == user_id)
    )
    voted = list(db.session.scalars(own))
    db.session.execute(update(posts).where(posts.c.id.in_(voted)).values(votes=posts.c.votes - 1))
    db.session.execute(delete(Vote).where(Vote.user_id == user_id, Vote.post_id.in_(voted)))
    too = list(
        db.session.scalars(
            select(MeToo.question_id)
            .join(posts, posts.c.id == MeToo.question_id)
            .where(MeToo.user_id == user_id, posts.c.author_id == user_id)
        )
    )
    db.session.execute(update(questions).where(questions.c.id.in_(too)).values(too_count=questions.c.too_count - 1))
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
