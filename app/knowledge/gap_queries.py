"""Reading content gaps: for editors alone, since people's own words and addresses stand in them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Expertise, RoleGrant, User
from app.accounts.queries import WITH_RIGHTS
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Unseen
from app.kit.keyset import Page, keyset
from app.kit.verdicts import require
from app.knowledge.models import ContentGap, GapReporter
from app.knowledge.permissions import DESK, Actor, can_see_desk, is_editor
from app.knowledge.states import GapState


def visible_gap(actor: Actor, gap_id: int) -> ContentGap:
    require(can_see_desk(actor))
    found = db.session.get(ContentGap, gap_id)
    if found is None:
        raise Unseen
    return found


def whole_gaps(ids: Sequence[int]) -> list[ContentGap]:
    """Open or closed gaps with everybody who reported them, the first noted first."""
    query = select(ContentGap).where(ContentGap.id.in_(ids)).order_by(ContentGap.id)
    everybody = selectinload(ContentGap.reporters).joinedload(GapReporter.user)
    return list(db.session.scalars(query.options(everybody)))


def closed_gaps(actor: Actor, *, after: str | None = None) -> Page[ContentGap]:
    """The last closed first."""
    require(can_see_desk(actor))
    return keyset(
        select(ContentGap).where(ContentGap.state == GapState.CLOSED),
        (ContentGap.closed_at, ContentGap.id),
        after=after,
        read=lambda page: list(db.session.scalars(page)),
        key=lambda gap: (gap.closed_at, gap.id),
    )


def editors() -> list[User]:
    """Everybody who can take a gap, by name."""
    query = select(User).where(
        User.closed_at.is_(None),
        User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_(DESK)))
        | User.id.in_(select(Expertise.user_id).where(Expertise.until > now())),
    )
    found = db.session.scalars(query.order_by(User.display_name, User.id).options(*WITH_RIGHTS)).unique()
    return [person for person in found if is_editor(person) and not person.is_suspended]


def reporters_to_tell(gap_ids: Sequence[int]) -> list[GapReporter]:
    """Everybody to tell when gaps about one thing are closed: members by their account, guests by the address they left. Whoever
    reported more than one stands there once, with the first."""
    query = select(GapReporter).where(GapReporter.gap_id.in_(gap_ids)).order_by(GapReporter.gap_id, GapReporter.id)
    once: dict[int | str, GapReporter] = {}
    for reporter in db.session.scalars(query.options(joinedload(GapReporter.user))):
        known = reporter.user_id if reporter.user_id is not None else reporter.email.casefold()
        if known:
            once.setdefault(known, reporter)
    return list(once.values())
