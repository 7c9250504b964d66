"""What addresses may hold: only what a row can have, so that no database is asked for the impossible."""

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter
from werkzeug.utils import cached_property

NUL = "\x00"


class RowId(IntegerConverter):
    """1 to 999,999,999, written without leading zeros; anything else is simply not found."""

    regex = r"[1-9]\d{0,8}"


class Name(UnicodeConverter):
    """A word of an address. Nothing that exists has a NUL in its name, and PostgreSQL takes none in a text."""

    def __init__(self, map: Map, minlength: int = 1, maxlength: int | None = None, length: int | None = None) -> None:
        super().__init__(map, minlength, maxlength, length)
        self.regex = self.regex.replace("[^/]", f"[^/{NUL}]")


class Asked(Request):
    """A request whose parameters are text: a NUL in them shows as the sign for what cannot be read."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        found = super().args
        if b"%00" not in self.query_string and NUL.encode() not in self.query_string:
            return found
        return type(found)([(_text(key), _text(value)) for key, value in found.items(multi=True)])


def _text(typed: str) -> str:
    return typed.replace(NUL, "\N{REPLACEMENT CHARACTER}")
