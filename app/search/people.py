"""by:name — whose posts are meant: display names are public, and several people may have the same one."""

from sqlalchemy import ColumnElement, func, select

from app.accounts.models import User
from app.accounts.names import NAME_MAX
from app.extensions import db
from app.search.analysis import composed, fold

MAX_PEOPLE = 50
"""People of one name whose posts are looked for."""
MAX_OFFERED = 4
PLAIN = frozenset(" bfhjkmpqvwx0123456789")
"""Characters that stand for themselves in whatever way a name is written."""
MAX_READ = 2_000
"""Names that are compared letter by letter, when none is written exactly so."""


def called(name: str) -> frozenset[int]:
    """Those whose display name this is, whatever the case and the accents; nobody who has left."""
    wanted = _folded(name)
    if not wanted or len(name) > NAME_MAX:
        return frozenset()
    exact = _read(func.lower(User.display_name) == composed(name).lower())
    found = exact or [row for row in _read(_shaped_like(wanted)) if _folded(row[1]) == wanted]
    return frozenset(sorted(ident for ident, _ in found)[:MAX_PEOPLE])


def beginning_with(name: str) -> list[str]:
    """A few display names of which the text is the first word or the beginning, to choose from."""
    wanted = _folded(name)
    if not wanted or len(name) > NAME_MAX:
        return []
    found = {shown for _, shown in _read(_shaped_like(wanted, longer=True)) if _folded(shown).startswith(wanted)}
    return sorted(found, key=str.casefold)[:MAX_OFFERED]


def _folded(name: str) -> str:
    return " ".join(fold(word) for word in composed(name).split())


def _shaped_like(wanted: str, *, longer: bool = False) -> ColumnElement[bool]:
    """Names of the same shape: a database folds no accents, so any character may stand where an accent may be."""
    shape = "".join(char if char in PLAIN else "_" for char in wanted)
    return func.lower(User.display_name).like(shape + "%" if longer else shape)


def _read(condition: ColumnElement[bool]) -> list[tuple[int, str]]:
    query = select(User.id, User.display_name).where(User.closed_at.is_(None), condition).order_by(User.id)
    return [(ident, name) for ident, name in db.session.execute(query.limit(MAX_READ))]
