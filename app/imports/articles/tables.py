"""The tables of a knowledge base: CSV files by themselves or in a zip, told apart by their columns, not their names."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.imports.faults import ArchiveFault
from app.imports.lines import OnRead, without_unseen
from app.imports.stackexchange.archive import CHUNK, DAMAGE, count_entries
from app.imports.stackexchange.errors import DumpError
from app.imports.stackexchange.limits import MIB, Limits
from app.imports.stackexchange.zip_entries import safe_entries
from app.kit.texts import N_

ARTICLES = frozenset(["slug", "title", "html"])
REVISIONS = frozenset(["revision", "datetime", "status"])
LIMITS = Limits(total_bytes=256 * MIB, entries=100)
CELL = 4 * MIB

NOT_FOUND = N_("There is no file at %(name)s.")
NOT_TABLES = N_(
    "%(name)s holds no table of articles: a CSV file whose first line names at least the columns slug, title and html."
)
TWO_TABLES = N_("%(name)s holds two tables of the same kind: %(first)s and %(second)s. Import them one by one.")
NOT_UTF8 = N_("%(name)s is not in UTF-8.")
BREAKS_OFF = N_("%(name)s breaks off in line %(line)s. Copy or download it again.")
DAMAGED_TABLE = N_("%(name)s is damaged: line %(line)s does not fit the columns that the first line names.")
DAMAGED_ARCHIVE = N_("The archive %(name)s is damaged or incomplete. Copy or download it again.")
TOO_LARGE = N_("%(name)s is larger than %(limit)s bytes and is refused.")

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` come with the number of the line that each ends in; all columns are texts."""

    name: str
    columns: frozenset[str]
    rows: list[tuple[int, Row]]


def tables_of(path: Path, on_read: OnRead | None = None) -> tuple[Table, Table | None]:
    """The articles, and the revisions if they are there. A knowledge base is small: both are read into memory.

    Errors: ArchiveFault for a file or archive that is missing, damaged, unsafe, too large, or holds something else.
    """
    if not path.is_file():
        raise ArchiveFault(NOT_FOUND, name=str(path))
    found: dict[frozenset[str], Table] = {}
    for name, text in _texts(path):
        table = _table(name, text)
        if on_read:
            on_read(len(text))
        kind = next((kind for kind in (ARTICLES, REVISIONS) if table and kind <= table.columns), None)
        if table is None or kind is None:
            continue
        if kind in found:
            raise ArchiveFault(TWO_TABLES, name=path.name, first=found[kind].name, second=name)
        found[kind] = table
    if ARTICLES not in found:
        raise ArchiveFault(NOT_TABLES, name=path.name)
    return found[ARTICLES], found.get(REVISIONS)


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    if not zipfile.is_zipfile(path):
        if path.stat().st_size > LIMITS.total_bytes:
            raise ArchiveFault(TOO_LARGE, name=path.name, limit=LIMITS.total_bytes)
        if path.read_bytes()[:4] == b"PK\x03\x04":
            raise ArchiveFault(DAMAGED_ARCHIVE, name=path.name)
        yield path.name, _decoded(path.name, path.read_bytes())
        return
    try:
        count_entries(path, LIMITS)
        with zipfile.ZipFile(path) as archive:
            left = LIMITS.total_bytes
            for info in safe_entries(archive.infolist(), LIMITS, CHUNK).values():
                if not info.filename.lower().endswith(".csv"):
                    continue
                raw = _unpacked(archive, info, left)
                left -= len(raw)
                yield info.filename, _decoded(info.filename, raw)
    except DumpError as error:
        raise ArchiveFault(error.sentence, **error.params) from error
    except DAMAGE as error:
        raise ArchiveFault(DAMAGED_ARCHIVE, name=path.name) from error


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """No size in a header is believed: what comes out is counted."""
    parts: list[bytes] = []
    with archive.open(info) as file:
        while part := file.read(CHUNK[info.compress_type]):
            left -= len(part)
            if left < 0:
                raise ArchiveFault(TOO_LARGE, name=info.filename, limit=LIMITS.total_bytes)
            parts.append(part)
    return b"".join(parts)


def _decoded(name: str, raw: bytes) -> str:
    try:
        return str(without_unseen(raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise ArchiveFault(NOT_UTF8, name=name) from None


def _table(name: str, text: str) -> Table | None:
    """None for a file that is no table at all."""
    with _large_cells():
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            header = next(reader, [])
        except csv.Error:
            return None
        columns = [column.strip().lower() for column in header]
        if not any(kind <= set(columns) for kind in (ARTICLES, REVISIONS)):
            return None
        rows: list[tuple[int, Row]] = []
        try:
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(columns):
                    rest = text.count("\n") - reader.line_num
                    raise ArchiveFault(BREAKS_OFF if rest <= 0 else DAMAGED_TABLE, name=name, line=reader.line_num)
                rows.append((reader.line_num, dict(zip(columns, cells, strict=True))))
        except csv.Error:
            # Within a cell that never ends: nearly always a file that was cut off.
            raise ArchiveFault(BREAKS_OFF, name=name, line=reader.line_num) from None
    return Table(name, frozenset(columns), rows)


@contextmanager
def _large_cells() -> Iterator[None]:
    """An article is one cell; the usual limit is made for smaller ones."""
    before = csv.field_size_limit(CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
