"""Who may see a picture: whoever may read a post that shows it. Asked each time, in one plain read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.extensions import db
from app.images.models import Image, ImageUse, Kind
from app.knowledge.permissions import is_editor
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post

_post, _thread = aliased(Post), aliased(Post)


@dataclass(frozen=True)
class Found:
    """A picture that is kept. `for_all`: a text that everybody can read shows it."""

    id: int
    name: str
    kind: Kind
    owner_id: int
    digest: str
    created_at: datetime
    for_all: bool


def _used_by(*of_the_post: ColumnElement[bool]) -> ColumnElement[bool]:
    joined = select(ImageUse.image_id).join(_post, _post.id == ImageUse.post_id)
    return exists(joined.where(ImageUse.image_id == Image.id, *of_the_post).correlate(Image))


def _for_all() -> ColumnElement[bool]:
    """A visible text shows it, in a thread whose place is there; and its owner's post with it was not hidden.

    The second half keeps a picture hidden that others have copied into texts of theirs.
    """
    thread_there = exists().where(
        _thread.id == _post.thread_id, _thread.standing.in_((Standing.VISIBLE, Standing.WITHDRAWN))
    )
    read = _used_by(ImageUse.shown.is_(True), _post.standing == Standing.VISIBLE, thread_there)
    hidden = _used_by(_post.author_id == Image.owner_id, _post.standing == Standing.HIDDEN)
    return and_(read, ~hidden)


def find(name: str) -> Found | None:
    columns = (Image.id, Image.name, Image.kind, Image.owner_id, Image.digest, Image.created_at)
    query = select(*columns, _for_all().label("for_all")).where(
        Image.name == name, Image.erased_at.is_(None), Image.private.is_(False)
    )
    row = db.session.execute(query).first()
    return Found(**row._mapping) if row else None


def may_see(reader: User | Guest, found: Found) -> bool:
    """For what is not for all: its owner; moderators, what was published; editors, what stands in an article."""
    if reader.is_guest:
        return False
    if reader.id == found.owner_id:
        return True
    used = []
    if reader.has(Role.MODERATOR, Role.ADMINISTRATOR):
        was_public = or_(ImageUse.shown, _post.kind != PostKind.ARTICLE)
        used.append(and_(_post.standing != Standing.DRAFT, was_public))
    if is_editor(reader):
        used.append(and_(_post.kind == PostKind.ARTICLE, _post.standing.in_((Standing.DRAFT, Standing.VISIBLE))))
    used.append(and_(_post.author_id == reader.id, ImageUse.shown))
    return any(db.session.scalar(select(_used_by(rule)).where(Image.id == found.id)) for rule in used)
