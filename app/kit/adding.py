"""A new entity, written at once: one statement for each of its tables, each made once for its kind.

The session's own way of writing sorts whatever waits, table by table, which costs several times what the statements do.
Afterwards the entity belongs to the session like one that was read.
"""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Insert, inspect
from sqlalchemy.orm import DeclarativeBase, Mapper, Session, make_transient_to_detached
from sqlalchemy.orm.attributes import instance_dict, set_committed_value

from app.kit.database import table_of

Kind = TypeVar("Kind", bound=DeclarativeBase)


def add_now(session: Session, one: Kind) -> Kind:
    """Adds an entity whose key the database gives. Lists that it was given are written with the session's next writing."""
    session.flush()
    mapper: Mapper[Any] = inspect(type(one))
    held = instance_dict(one)
    lists = {
        relation.key: held.pop(relation.key)
        for relation in mapper.relationships
        if relation.uselist and relation.key in held
    }
    _point(mapper, one)
    _complete(mapper, one)
    first, *rest = _inserts(type(one))
    statement, keys = first
    [key] = session.execute(statement, {column: held[name] for column, name in keys.items()}).one()
    set_committed_value(one, mapper.get_property_by_column(mapper.primary_key[0]).key, key)
    for statement, keys in rest:
        session.execute(statement, {column: held[name] for column, name in keys.items()})
    make_transient_to_detached(one)
    session.add(one)
    for name, values in lists.items():
        set_committed_value(one, name, [])
        setattr(one, name, values)
    return one


def _point(mapper: Mapper[Any], one: Any) -> None:
    """The keys of what it was given as entities."""
    held = instance_dict(one)
    for relation in mapper.relationships:
        if relation.key not in held:
            continue
        for own, theirs in relation.local_remote_pairs or ():
            other = held[relation.key]
            value = None if other is None else getattr(other, _name(inspect(type(other)), theirs))
            set_committed_value(one, _name(mapper, own), value)


def _complete(mapper: Mapper[Any], one: Any) -> None:
    """What nobody said is what its column says, or nothing."""
    held = instance_dict(one)
    for prop in mapper.column_attrs:
        if prop.key in held:
            continue
        default: Any = prop.columns[0].default
        value = None if default is None else default.arg(None) if default.is_callable else default.arg
        set_committed_value(one, prop.key, value)


def _name(mapper: Mapper[Any], column: Any) -> str:
    return mapper.get_property_by_column(column).key


@cache
def _inserts(kind: type[Any]) -> list[tuple[Insert, dict[str, str]]]:
    """For each table, its own first: the statement, and which attribute each column takes. The first one gives the key."""
    mapper: Mapper[Any] = inspect(kind)
    made: list[tuple[Insert, dict[str, str]]] = []
    for number, table in enumerate(table_of(each.class_) for each in reversed(list(mapper.iterate_to_root()))):
        keys = {column.key: _name(mapper, column) for column in table.columns}
        if number == 0:
            [key] = table.primary_key
            del keys[key.key]
            made.append((table.insert().returning(key), keys))
        else:
            made.append((table.insert(), keys))
    return made
