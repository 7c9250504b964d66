"""Pages of a list by the last row's place, so that page 1,000 costs what page 1 costs and nothing is shown twice."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from app.kit.errors import Invalid
from app.kit.texts import N_

Row = TypeVar("Row")
Column = ColumnElement[Any] | InstrumentedAttribute[Any]
PAGE_SIZE = 20
DAMAGED = N_("This page address is damaged. Start again from the first page.")


@dataclass(frozen=True)
class Page(Generic[Row]):
    items: Sequence[Row]
    next_cursor: str | None


def _encode(value: Any) -> Any:
    return {"t": value.isoformat()} if isinstance(value, datetime) else value


def _decode(value: Any) -> Any:
    return datetime.fromisoformat(value["t"]) if isinstance(value, dict) else value


def cursor_of(values: Sequence[Any]) -> str:
    raw = json.dumps([_encode(value) for value in values], separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def read_cursor(cursor: str, length: int) -> list[Any]:
    """The values of a cursor; a damaged one is refused with a sentence."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        values = [_decode(value) for value in json.loads(raw)]
        if len(values) != length or not all(isinstance(value, datetime | int | float | str) for value in values):
            raise ValueError
        return values
    except (ValueError, TypeError, KeyError, binascii.Error, UnicodeDecodeError):
        raise Invalid(DAMAGED) from None


def _fits(value: Any, column: Column) -> bool:
    """Whether the database can compare the value with the column. A cursor is typed by whoever holds the address."""
    kind = column.type.python_type
    if isinstance(value, bool) or not isinstance(value, str if issubclass(kind, str) else kind):
        return False
    if isinstance(value, datetime):
        return value.tzinfo is not None and 1 < value.year < 9999
    return not isinstance(value, int) or abs(value) < 2**63


def place_in(after: str | None, columns: Sequence[Column]) -> list[Any] | None:
    """The place that a cursor names, one value for each column; None for the first page."""
    if not after:
        return None
    values = read_cursor(after, len(columns))
    if not all(map(_fits, values, columns)):
        raise Invalid(DAMAGED)
    return values


def _as_column(value: Any, column: Column) -> ColumnElement[Any]:
    return value if isinstance(value, ColumnElement) else literal(value, column.type)


def ordered(
    query: Select[Any],
    columns: Sequence[Column],
    place: Sequence[Any] | None,
    *,
    descending: bool = True,
    size: int = PAGE_SIZE,
) -> Select[Any]:
    """`query` from a place on (values or parameters), and one row more than fit a page."""
    if place is not None:
        here, there = tuple_(*columns), tuple_(*map(_as_column, place, columns))
        query = query.where(here < there if descending else here > there)
    order = [column.desc() if descending else column.asc() for column in columns]
    return query.order_by(*order).limit(size + 1)


def page_of(rows: Sequence[Row], key: Callable[[Row], Sequence[Any]], *, size: int = PAGE_SIZE) -> Page[Row]:
    """The page that rows of such a query make."""
    more = len(rows) > size
    return Page(rows[:size], cursor_of(key(rows[size - 1])) if more else None)


def keyset(
    query: Select[Any],
    columns: Sequence[Column],
    *,
    after: str | None,
    read: Callable[[Select[Any]], Sequence[Row]],
    key: Callable[[Row], Sequence[Any]],
    descending: bool = True,
    size: int = PAGE_SIZE,
) -> Page[Row]:
    """The page of `query` after the row named by the cursor `after`, ordered by `columns` (the last one unique)."""
    wanted = ordered(query, columns, place_in(after, columns), descending=descending, size=size)
    return page_of(read(wanted), key, size=size)
