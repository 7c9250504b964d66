"""The values of single columns. Numbers may come as texts and truth as "true": exports from databases and sheets do that."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from app.imports.jsonl.problems import BadRow, Wrong
from app.kit.clock import now

Row = dict[str, Any]
Detail = Callable[[str, Any], None]
"""Told of a column that cannot be read and is done without."""

ID_MAX = 60
SHOWN = 40
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_ZONE = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$)")
TRUE, FALSE = {"true", "t", "yes", "1"}, {"false", "f", "no", "0", ""}


def shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def ident(row: Row, column: str) -> str:
    """An id: a text or a whole number, never guessed. Raises BadRow."""
    value = row.get(column)
    if value is None or value == "":
        raise BadRow(Wrong.MISSING, column=column)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadRow(Wrong.NOT_TEXT, column=column, value=shown(value))
    text = str(value).strip()
    if not text:
        raise BadRow(Wrong.MISSING, column=column)
    if len(text) > ID_MAX:
        raise BadRow(Wrong.TOO_LONG, column=column, limit=ID_MAX, unit="characters")
    return text


def words(row: Row, column: str) -> str:
    """A text that has to be there. Raises BadRow."""
    value = row.get(column)
    if value is None:
        raise BadRow(Wrong.MISSING, column=column)
    if not isinstance(value, str):
        raise BadRow(Wrong.NOT_TEXT, column=column, value=shown(value))
    if not value.strip():
        raise BadRow(Wrong.MISSING, column=column)
    return value


def moment(row: Row, column: str) -> datetime:
    """A time: ISO 8601 or "2024-05-01 12:00:00 +0000", or seconds since 1970; without a zone it is UTC. Raises BadRow."""
    value = row.get(column)
    if value is None or value == "":
        raise BadRow(Wrong.MISSING, column=column)
    try:
        if isinstance(value, bool):
            raise ValueError
        if isinstance(value, int | float):
            found = datetime.fromtimestamp(value, UTC)
        else:
            found = datetime.fromisoformat(_ZONE.sub("", value.strip().removesuffix(" UTC")))
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError, OSError, AttributeError):
        raise BadRow(Wrong.NOT_A_TIME, column=column, value=shown(value)) from None
    if not EARLIEST <= found <= now() + timedelta(days=1):
        raise BadRow(Wrong.NOT_A_TIME, column=column, value=shown(value))
    return found


def maybe_moment(row: Row, column: str, detail: Detail) -> datetime | None:
    try:
        return moment(row, column)
    except BadRow as bad:
        if bad.code is not Wrong.MISSING:
            detail(column, row.get(column))
        return None


def maybe_words(row: Row, column: str, detail: Detail, limit: int) -> str:
    value = row.get(column)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or isinstance(value, str) and len(value) <= limit:
        return (value or "").strip()
    detail(column, value)
    return ""


def truth(row: Row, column: str, detail: Detail) -> bool:
    value = row.get(column)
    word = "" if value is None else str(value).strip().lower()
    if word not in TRUE | FALSE:
        detail(column, value)
    return word in TRUE


def number(row: Row, column: str, detail: Detail) -> int:
    """A whole number within what a column of the database holds; 0 if there is none."""
    value = row.get(column)
    if value is None or value == "":
        return 0
    try:
        if isinstance(value, bool | float) or abs(found := int(value)) >= 2**31:
            raise ValueError
    except (ValueError, TypeError):
        detail(column, value)
        return 0
    return found


def several(row: Row, column: str, detail: Detail, limit: int = 100) -> tuple[str, ...]:
    """Texts: a list, or one text with semicolons between them."""
    value = row.get(column)
    if value is None:
        return ()
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) and len(part) <= limit for part in parts):
        detail(column, value)
        return ()
    return tuple(part.strip() for part in parts if part.strip())


def language(row: Row, column: str, detail: Detail) -> str | None:
    """The language of a locale: "it" of "it-IT"."""
    value = row.get(column)
    if value is None or value == "":
        return None
    found = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        detail(column, value)
    return found[1].lower() if found else None
