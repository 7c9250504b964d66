"""A post is two rows: one of posts, one of its kind. The database cannot demand the second half, so it is asked for here."""

from sqlalchemy import Connection, String, Table, select, type_coerce
from sqlalchemy.orm import Mapper

from app.kit.model import Base


def missing_halves(connection: Connection) -> str | None:
    """A sentence about a row that lacks its other half, or None."""
    for mapper in Base.registry.mappers:
        if mapper.inherits is None or mapper.polymorphic_on is None:
            continue
        if said := _half(connection, mapper):
            return said
    return None


def _half(connection: Connection, mapper: Mapper) -> str | None:
    assert mapper.inherits is not None
    assert mapper.polymorphic_on is not None
    whole, own = mapper.inherits.local_table, mapper.local_table
    assert isinstance(whole, Table)
    assert isinstance(own, Table)
    kind = type_coerce(whole.c[mapper.polymorphic_on.name], String)
    value = str(mapper.polymorphic_identity)
    joined = whole.outerjoin(own, whole.c.id == own.c.id)
    alone = connection.scalar(select(whole.c.id).select_from(joined).where(kind == value, own.c.id.is_(None)).limit(1))
    if alone is not None:
        return f"{whole.name} says that {alone} is of the kind {value}, but {own.name} has no such row."
    joined = own.join(whole, whole.c.id == own.c.id)
    other = connection.scalar(select(own.c.id).select_from(joined).where(kind != value).limit(1))
    return None if other is None else f"{own.name} has the row {other}, but {whole.name} says it is of another kind."
