"""Reading macros: the team's and one's own."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.extensions import db
from app.kit.errors import Unseen
from app.macros.models import Macro, MacroUse, MacroVersion
from app.macros.permissions import can_see_macro
from app.macros.placeholders import Placeholder


def macros_for(actor: User, *, retired: bool = False) -> Sequence[Macro]:
    """The team's and one's own, by name, with their versions."""
    query = select(Macro).where(or_(Macro.owner_id.is_(None), Macro.owner_id == actor.id))
    if not retired:
        query = query.where(Macro.retired_at.is_(None))
    query = query.options(selectinload(Macro.versions)).order_by(Macro.owner_id.is_(None), func.lower(Macro.name))
    return db.session.scalars(query.limit(500)).all()


def visible_macro(actor: User, macro_id: int) -> Macro:
    query = select(Macro).where(Macro.id == macro_id)
    found = db.session.scalar(query.options(selectinload(Macro.versions).joinedload(MacroVersion.by)))
    if found is None or not can_see_macro(actor, found):
        raise Unseen
    return found


def usable_versions(actor: User, ids: Sequence[int]) -> Sequence[MacroVersion]:
    """Those of the versions that this person can have put in, in the order given."""
    query = select(MacroVersion).where(MacroVersion.id.in_(ids)).options(joinedload(MacroVersion.macro))
    found = {one.id: one for one in db.session.scalars(query) if can_see_macro(actor, one.macro)}
    return [found[one] for one in dict.fromkeys(ids) if one in found]


def uses_of(macro: Macro) -> int:
    """In how many texts a macro was put, whatever version."""
    query = select(func.count(MacroUse.id)).join(MacroVersion, MacroVersion.id == MacroUse.version_id)
    return db.session.scalar(query.where(MacroVersion.macro_id == macro.id)) or 0


SAMPLE = {
    Placeholder.CUSTOMER: "Ann",
    Placeholder.AGENT: "Gus",
    Placeholder.PRODUCT: "Router X200",
    Placeholder.VERSION: "firmware 4.2",
    Placeholder.TITLE: "Router drops the line every evening",
    Placeholder.CASE: "A1B2C3",
    Placeholder.ORDER: "100-2000-3000",
    Placeholder.SERIAL: "SN 4711",
}
"""What a preview puts in."""
