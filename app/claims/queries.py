"""Reading flags: what waits for a person, and what was decided."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.claims.detection import Kind
from app.claims.models import Flag, FlagState
from app.claims.permissions import can_read_flags
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.keyset import Page, keyset
from app.kit.verdicts import require
from app.posts.kinds import Standing
from app.posts.models import Post

Actor = User | Guest
WHOLE = (
    joinedload(Flag.post).joinedload(Post.author),
    joinedload(Flag.post).joinedload(Post.origin),
    joinedload(Flag.mark),
    joinedload(Flag.flagged_by),
)


def waiting_flags(actor: Actor, *, limit: int = 200) -> list[Flag]:
    """Claims that wait for a person, the oldest first."""
    if not can_read_flags(actor):
        return []
    query = select(Flag).join(Flag.post).where(Flag.state == FlagState.WAITING, Post.standing == Standing.VISIBLE)
    return list(db.session.scalars(query.options(*WHOLE).order_by(Flag.at, Flag.id).limit(limit)))


def due_disputes(actor: Actor, *, limit: int = 100) -> list[Flag]:
    """Disputed claims: the company has promised an update, the soonest first."""
    if not can_read_flags(actor):
        return []
    query = select(Flag).join(Flag.post).where(Flag.state == FlagState.DISPUTED, Post.standing == Standing.VISIBLE)
    flags = list(db.session.scalars(query.options(*WHOLE).limit(limit)))
    return sorted(flags, key=lambda flag: (flag.mark is None or flag.mark.update_by is None, _due(flag)))


def _due(flag: Flag) -> float:
    return flag.mark.update_by.timestamp() if flag.mark is not None and flag.mark.update_by is not None else 0.0


def flag_for(actor: Actor, flag_id: int) -> Flag:
    require(can_read_flags(actor))
    found = db.session.scalars(select(Flag).where(Flag.id == flag_id).options(*WHOLE)).first()
    if found is None:
        raise Unseen
    return found


def is_about_safety(flag: Flag) -> bool:
    return any(hit.get("kind") == Kind.SAFETY.value for hit in flag.hits)


def still_stands(flag: Flag) -> bool:
    """Whether the sentence is still in the text: an edit does not take a mark away, it only moves its note."""
    words = " ".join(f"{flag.post.title or ''}\n{flag.post.text}".split())
    return " ".join(flag.sentence.split()) in words


def decided_flags(*, after: str | None = None) -> Page[Flag]:
    """What was decided on claims, the latest first."""
    query = select(Flag).where(Flag.decided_at.is_not(None)).options(*WHOLE)
    return keyset(
        query,
        (Flag.decided_at, Flag.id),
        after=after,
        read=lambda page: list(db.session.scalars(page)),
        key=lambda flag: (flag.decided_at, flag.id),
    )
