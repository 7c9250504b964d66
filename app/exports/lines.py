"""One row, one line: JSON with the columns in their order, UTF-8, ended by a line feed."""

import json
from math import isinf
from typing import Any

from app.exports.errors import Wrong

LONGEST = 64 * 1024 * 1024
"""Bytes of a line. A post may have 512 K characters, three times over, and JSON may write each of them with six."""


_plain = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_escaped = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def written(row: dict[str, Any]) -> bytes:
    """Half of a surrogate pair, which JSON columns can hold and UTF-8 cannot, makes a line of escapes."""
    try:
        return (_plain.encode(row) + "\n").encode()
    except UnicodeEncodeError:
        return (_escaped.encode(row) + "\n").encode()


def read(line: bytes) -> dict[str, Any]:
    """The row of a line, or Wrong."""
    if not line.endswith(b"\n"):
        raise Wrong("the line is too long" if len(line) > LONGEST else "the file breaks off here")
    try:
        row = _decoder.decode(line.decode())
    except UnicodeDecodeError:
        raise Wrong("this is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise Wrong(f"this is not JSON ({error})") from None
    if type(row) is not dict:
        raise Wrong("a row is a JSON object")
    return row


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        raise ValueError("a name is there twice")
    return row


def _no_such_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _fraction(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(f"{digits} is too large a number")
    return number


_decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_such_number, parse_float=_fraction)
