"""Archives of one JSON object a line, plain or packed with xz: read line by line, never unpacked to disk."""

import json
import lzma
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.imports.faults import ArchiveFault
from app.kit.forms import UNSEEN
from app.kit.texts import N_

CHUNK = 64 * 1024
LINE_BYTES = 32 * 1024 * 1024
"""A line holds a whole topic; the longest honest ones have some hundred kilobytes."""

TOTAL_BYTES = 16 * 1024**3
UNPACKING_MEMORY = 256 * 1024 * 1024
"""What unpacking may take: a small file can ask for gigabytes. The strongest usual setting takes 65 MiB."""

NOT_FOUND = N_("There is no file at %(name)s.")
UNREADABLE = N_("%(name)s cannot be read: %(reason)s.")
BREAKS_OFF = N_("%(name)s breaks off after line %(line)s. Copy or download it again.")
DAMAGED = N_("%(name)s is damaged after line %(line)s. Copy or download it again.")
EMPTY = N_("%(name)s is empty.")
LINE_TOO_LONG = N_("Line %(line)s of %(name)s has more than %(limit)s bytes; the file is refused.")
TOO_LARGE = N_("Unpacked, %(name)s is larger than %(limit)s bytes; the file is refused.")
NOT_UTF8 = N_("Line %(line)s of %(name)s is not in UTF-8.")
NOT_JSON = N_("Line %(line)s of %(name)s is not a JSON object. If it is the last line, the file may be cut off.")

XZ_BEGINS = b"\xfd7zXZ\x00"

OnRead = Callable[[int], None]
_UNSEEN = re.compile(f"[{''.join(re.escape(chr(code)) for code in UNSEEN)}]")


def without_unseen(value: Any) -> Any:
    """Without the characters that no form lets in either: one of them, which no database or no XML can hold, would end the
    whole import or break a feed."""
    if isinstance(value, str):
        return _UNSEEN.sub("", value)
    if isinstance(value, list):
        return [without_unseen(one) for one in value]
    if isinstance(value, dict):
        return {without_unseen(key): without_unseen(one) for key, one in value.items()}
    return value


def is_packed(path: Path) -> bool:
    """By its first bytes, not by its name."""
    with path.open("rb") as file:
        return file.read(len(XZ_BEGINS)) == XZ_BEGINS


def json_lines(path: Path, on_read: OnRead | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects with the numbers of their lines; empty lines are passed over. `on_read` is told the bytes of the file
    (as it lies on the disk) that were read.

    Errors: ArchiveFault for a file that is missing, cut off, damaged, not UTF-8, not JSON, or too large.
    """
    number = 0
    for number, line in _lines(path, on_read or (lambda _count: None)):
        if not line.strip():
            continue
        try:
            found = without_unseen(json.loads(line.decode("utf-8")))
        except UnicodeDecodeError:
            raise ArchiveFault(NOT_UTF8, name=path.name, line=number) from None
        except (ValueError, RecursionError):
            raise ArchiveFault(NOT_JSON, name=path.name, line=number) from None
        if not isinstance(found, dict):
            raise ArchiveFault(NOT_JSON, name=path.name, line=number)
        yield number, found
    if number == 0:
        raise ArchiveFault(EMPTY, name=path.name)


def _lines(path: Path, on_read: OnRead) -> Iterator[tuple[int, bytes]]:
    number, waiting, total = 0, b"", 0
    try:
        for chunk in _chunks(path, on_read):
            total += len(chunk)
            if total > TOTAL_BYTES:
                raise ArchiveFault(TOO_LARGE, name=path.name, limit=TOTAL_BYTES)
            first, *more = chunk.split(b"\n")
            waiting += first
            for next_line in more:
                number += 1
                yield number, waiting
                waiting = next_line
            if len(waiting) > LINE_BYTES:
                raise ArchiveFault(LINE_TOO_LONG, name=path.name, line=number + 1, limit=LINE_BYTES)
    except EOFError:
        raise ArchiveFault(BREAKS_OFF, name=path.name, line=number) from None
    except lzma.LZMAError as error:
        raise ArchiveFault(DAMAGED, name=path.name, line=number) from error
    except OSError as error:
        raise ArchiveFault(UNREADABLE, name=path.name, reason=error.strerror or str(error)) from error
    if waiting:
        yield number + 1, waiting


def _chunks(path: Path, on_read: OnRead) -> Iterator[bytes]:
    if not path.is_file():
        raise ArchiveFault(NOT_FOUND, name=str(path))
    if is_packed(path):
        yield from _unpacked(path, on_read)
        return
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            on_read(len(chunk))
            yield chunk


def _unpacked(path: Path, on_read: OnRead) -> Iterator[bytes]:
    """Several packed streams may stand one after the other; at most a chunk is unpacked at a time."""
    unpacker = _unpacker()
    with path.open("rb") as file:
        while packed := file.read(CHUNK):
            on_read(len(packed))
            while packed or not (unpacker.eof or unpacker.needs_input):
                if unpacker.eof:
                    packed = packed.lstrip(b"\0")
                    if not packed:
                        break
                    unpacker = _unpacker()
                yield unpacker.decompress(packed, max_length=CHUNK)
                packed = unpacker.unused_data if unpacker.eof else b""
    if not unpacker.eof:
        raise EOFError


def _unpacker() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=UNPACKING_MEMORY)
