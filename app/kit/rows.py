"""Entities made from plain rows: what is read on every page, as parts of one wide statement.

Loading an entity the usual way costs several times what its row costs, most of it before the first row has come. A part
names the columns of one kind in a statement, and makes the entity of its piece of a row. Such an entity is for reading:
it belongs to no session, so nothing that is done to it is written, and what it was not given (a column that was left
out, a relationship) raises instead of being read later. Its class is its kind's, but no longer mapped: what it was given
is read as from any other object, at a tenth of what a mapped attribute costs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Generic, NoReturn, TypeVar

from sqlalchemy import ColumnElement, Executable, FromClause, Result, inspect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.exc import DetachedInstanceError

Kind = TypeVar("Kind", bound=DeclarativeBase)


class _Unread:
    """Stands in the place of a mapped attribute; what an entity was given is found before it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, one: object, _kind: type) -> NoReturn:
        raise DetachedInstanceError(f"{self.name} was not read")


@cache
def _for_reading(kind: type[Any], settled: tuple[str, ...]) -> type[Any]:
    known: dict[str, Any] = {name: _Unread(f"{kind.__name__}.{name}") for name in inspect(kind).attrs.keys()}  # noqa: SIM118
    known |= {name: cached_property(getattr(kind, name).fget) for name in settled}
    made: Any = type(kind)
    return made(kind.__name__, (kind,), {"__abstract__": True, "__module__": kind.__module__, **known})


class Part(Generic[Kind]):
    """Columns of one kind. `table` is an alias of its table if another part reads that too; `beyond` is the part that has
    the columns of the table it inherits from: its values come first. `settled` are properties that are asked for often, and
    are found out once for each entity."""

    def __init__(
        self,
        kind: type[Kind],
        *,
        table: FromClause | None = None,
        only: Iterable[str] | None = None,
        without: Iterable[str] = (),
        beyond: "Part[Any] | None" = None,
        settled: Iterable[str] = (),
    ) -> None:
        mapper = inspect(kind)
        own, source = mapper.local_table, table if table is not None else mapper.local_table
        known = {prop.key: column for prop in mapper.column_attrs for column in prop.columns if column.table is own}
        inherited = beyond.keys if beyond else ()
        chosen = [key for key in only or known if key not in {*without, *inherited}]
        self.columns: tuple[ColumnElement[Any], ...] = tuple(source.c[known[key].key] for key in chosen)
        self.keys: tuple[str, ...] = (*inherited, *chosen)
        self._made = _for_reading(kind, tuple(settled))

    def made(self, values: Iterable[Any], **related: Any) -> Kind:
        """The entity with these values, in the order of the keys, and these relationships."""
        one: Kind = object.__new__(self._made)
        one.__dict__.update(zip(self.keys, values, strict=True), **related)
        return one

    def made_if_any(self, values: Sequence[Any], **related: Any) -> Kind | None:
        """The same of an outer join's piece, which begins with the identity; None if nothing was joined."""
        return None if values[0] is None else self.made(values, **related)


def asked(session: Session, query: Executable, given: Mapping[str, Any] | None = None) -> Result[*tuple[Any, ...]]:
    """The rows of a statement of parts. As with entities, SQLAlchemy first writes what was changed in the session."""
    return session.execute(query, given)


def spans(*parts: Part[Any]) -> Iterator[slice]:
    """Where the columns of each part stand in a row of all of them."""
    begin = 0
    for part in parts:
        yield slice(begin, begin := begin + len(part.columns))
