"""Entities made from plain rows: what is read on every page, as parts of one wide statement.

Loading an entity the usual way costs several times what its row costs, most of it before the first row has come. A part
names the columns of one kind in a statement, and makes the entity of its piece of a row. Such an entity is for reading:
it belongs to no session, so nothing that is done to it is written, and what it was not given (a column that was left
out, a relationship) raises instead of being read later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Executable, FromClause, Result, inspect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.attributes import instance_dict, instance_state

Kind = TypeVar("Kind", bound=DeclarativeBase)


class Part(Generic[Kind]):
    """Columns of one kind. `table` is an alias of its table if another part reads that too; `beyond` is the part that has
    the columns of the table it inherits from: its values come first."""

    def __init__(
        self,
        kind: type[Kind],
        *,
        table: FromClause | None = None,
        only: Iterable[str] | None = None,
        without: Iterable[str] = (),
        beyond: "Part[Any] | None" = None,
    ) -> None:
        mapper = inspect(kind)
        own, source = mapper.local_table, table if table is not None else mapper.local_table
        known = {prop.key: column for prop in mapper.column_attrs for column in prop.columns if column.table is own}
        inherited = beyond.keys if beyond else ()
        chosen = [key for key in only or known if key not in {*without, *inherited}]
        self.columns: tuple[ColumnElement[Any], ...] = tuple(source.c[known[key].key] for key in chosen)
        self.keys: tuple[str, ...] = (*inherited, *chosen)
        self._identity = [mapper.get_property_by_column(column).key for column in mapper.primary_key]
        self._left_out = {prop.key for prop in mapper.column_attrs}.difference(self.keys)
        self._mapper = mapper

    def made(self, values: Iterable[Any], **related: Any) -> Kind:
        """The entity with these values, in the order of the keys, and these relationships."""
        one: Any = self._mapper.class_manager.new_instance()
        held, state = instance_dict(one), instance_state(one)
        held.update(zip(self.keys, values, strict=True), **related)
        state.key = self._mapper.identity_key_from_primary_key(tuple(held[key] for key in self._identity))
        state.expired_attributes = self._left_out
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
