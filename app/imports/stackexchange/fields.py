"""Reading the attributes of one row, with a reason for each that cannot be read."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from app.imports.stackexchange.elements import Element
from app.imports.stackexchange.problems import BadRow, Problem, ProblemCode
from app.imports.stackexchange.tables import Table

V = TypeVar("V")

_NUMBER = re.compile(r"-?[0-9]{1,18}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_TAG = re.compile(r"[^<>|\s]{1,100}")
_SHOWN = 60


class Fields:
    """A row being read. `required_*` raise BadRow; the others note what they could not read and give None."""

    def __init__(self, table: Table, element: Element, body_limit: int) -> None:
        self.table = table
        self.line = element.line
        self.body_limit = body_limit
        self.notes: list[Problem] = []
        self.row_id: int | None = None
        self._attributes = element.attributes

    def problem(self, code: ProblemCode, params: dict[str, str | int]) -> Problem:
        return Problem(self.table, self.line, self.row_id, code, params)

    def note(self, code: ProblemCode, **params: str | int) -> None:
        """Remembers a detail that is dropped; it counts only if the row is kept."""
        self.notes.append(self.problem(code, params))

    def identify(self) -> int:
        self.row_id = read_number(self._attributes.get("Id", ""))
        if self.row_id is None:
            raise BadRow(ProblemCode.MISSING_ID)
        return self.row_id

    def text(self, name: str) -> str | None:
        return self._attributes.get(name, "").strip() or None

    def required_text(self, name: str) -> str:
        text = self.text(name)
        if text is None:
            raise BadRow(ProblemCode.MISSING_FIELD, field=name)
        return text

    def bounded_text(self, name: str) -> str | None:
        """A long text as it stands, which may be absent but not beyond the limit, in bytes of UTF-8."""
        text = self._attributes.get(name)
        size = len(text.encode()) if text else 0
        if size > self.body_limit:
            raise BadRow(ProblemCode.BODY_TOO_LARGE, bytes=size, limit=self.body_limit)
        return text if text and not text.isspace() else None

    def body(self, name: str) -> str:
        text = self.bounded_text(name)
        if text is None:
            raise BadRow(ProblemCode.MISSING_FIELD, field=name)
        return text

    def number(self, name: str) -> int | None:
        return self._noted(name, read_number)

    def required_number(self, name: str) -> int:
        text = self.required_text(name)
        number = read_number(text)
        if number is None:
            raise BadRow(ProblemCode.UNREADABLE_NUMBER, field=name, value=text[:_SHOWN])
        return number

    def moment(self, name: str) -> datetime | None:
        return self._noted(name, read_moment)

    def required_moment(self, name: str) -> datetime:
        text = self.required_text(name)
        moment = read_moment(text)
        if moment is None:
            raise BadRow(ProblemCode.UNREADABLE_DATE, field=name, value=text[:_SHOWN])
        return moment

    def tags(self, name: str) -> tuple[str, ...]:
        return self._noted(name, read_tags) or ()

    def _noted(self, name: str, read: Callable[[str], V | None]) -> V | None:
        text = self.text(name)
        if text is None:
            return None
        value = read(text)
        if value is None:
            self.note(ProblemCode.UNREADABLE_DETAIL, field=name, value=text[:_SHOWN])
        return value


def read_number(text: str) -> int | None:
    """A whole number of at most 18 ASCII digits, which every database can hold; None for anything else."""
    return int(text) if _NUMBER.fullmatch(text) else None


def read_moment(text: str) -> datetime | None:
    """A moment in UTC; dumps write it without a zone and mean UTC. None for what is not a real date and time."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def read_tags(text: str) -> tuple[str, ...] | None:
    """The tags of `<a><b>` (dumps until 2024) or `|a|b|` (since); in their order, each once. None for anything else."""
    if text.startswith("<") and text.endswith(">"):
        tags = text[1:-1].split("><")
    elif len(text) > 1 and text.startswith("|") and text.endswith("|"):
        tags = text[1:-1].split("|")
    else:
        return None
    return tuple(dict.fromkeys(tags)) if all(_TAG.fullmatch(tag) for tag in tags) else None
