"""What waits to be claimed, and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.extensions import db
from app.imports.models import AuthorAddress
from app.posts.kinds import PostKind
from app.posts.models import Origin, Post


@dataclass(frozen=True)
class Offer:
    """An imported author as the person sees them who may take their posts over."""

    id: int
    user_id: int
    name: str
    source: str
    questions: int
    answers: int
    comments: int


def open_authors(email: str) -> list[AuthorAddress]:
    """The imported authors who had this address and whom nobody has claimed."""
    query = select(AuthorAddress).where(AuthorAddress.email == email.lower(), AuthorAddress.claimed_at.is_(None))
    return list(db.session.scalars(query.options(joinedload(AuthorAddress.user)).order_by(AuthorAddress.id)))


def open_for(actor: User | Guest) -> list[AuthorAddress]:
    """Those that this person may claim: by a confirmed address alone."""
    if not isinstance(actor, User) or actor.email is None or actor.email_confirmed_at is None:
        return []
    return open_authors(actor.email)


def offer_of(author: AuthorAddress) -> Offer:
    count = select(Post.kind, func.count()).where(Post.author_id == author.user_id).group_by(Post.kind)
    posts = dict(db.session.execute(count).all())
    source = db.session.scalar(select(Origin.source).where(Origin.id == author.user.origin_id)) or ""
    return Offer(
        author.id,
        author.user_id,
        author.user.display_name,
        source,
        posts.get(PostKind.QUESTION, 0),
        posts.get(PostKind.ANSWER, 0),
        posts.get(PostKind.COMMENT, 0),
    )


def claimers(user_ids: Iterable[int]) -> dict[int, int]:
    """Imported user → the member who has taken their posts over."""
    query = select(AuthorAddress.user_id, AuthorAddress.claimed_by_id).where(AuthorAddress.claimed_at.is_not(None))
    rows = db.session.execute(query.where(AuthorAddress.user_id.in_(list(user_ids))))
    return {user_id: member for user_id, member in rows if member is not None}
