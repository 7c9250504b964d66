"""A dump that is packed as a zip. Nothing is ever unpacked to disk, and no size in a header is believed."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from app.imports.stackexchange.errors import DamagedDump, Fault, OversizedDump
from app.imports.stackexchange.layout import find_tables
from app.imports.stackexchange.limits import Limits
from app.imports.stackexchange.tables import Table
from app.imports.stackexchange.zip_entries import safe_entries

# zipfile unpacks all it has read of an LZMA stream at once; with 4 KiB in, some 30 MB can come out, not gigabytes.
# It does the same with bzip2, which packs a million to one: that compression is refused when the archive is opened.
CHUNK = {zipfile.ZIP_STORED: 64 * 1024, zipfile.ZIP_DEFLATED: 64 * 1024, zipfile.ZIP_LZMA: 4 * 1024}

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    MemoryError,
)


class Archive(AbstractContextManager["Archive"]):
    """The tables of a zip file, read straight from it."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        self.name = path.name
        self.packed_bytes = path.stat().st_size
        count_entries(path, limits)
        try:
            self._zip = zipfile.ZipFile(path)
        except DAMAGE as error:
            raise self._damaged() from error
        try:
            self._infos = safe_entries(self._zip.infolist(), limits, CHUNK)
            self.tables = find_tables(path.name, list(self._infos))
        except BaseException:
            self._zip.close()
            raise
        self._read_bytes: dict[Table, int] = {}

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def size(self, table: Table) -> int:
        """The size the archive states, good for a progress bar and nothing else."""
        entry = self.tables.get(table)
        return self._infos[entry].file_size if entry else 0

    def chunks(self, table: Table) -> Iterator[bytes]:
        info = self._infos[self.tables[table]]
        packed = min(info.compress_size, self.packed_bytes)
        done = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(CHUNK[info.compress_type]):
                    done += len(chunk)
                    self._weigh(table, done, packed)
                    yield chunk
        except DAMAGE as error:
            raise self._damaged() from error

    def _weigh(self, table: Table, done: int, packed: int) -> None:
        if done > self.limits.ratio_from_bytes and done > packed * self.limits.ratio:
            raise OversizedDump(Fault.PACKED_TOO_TIGHT, file=table.file_name, limit=self.limits.ratio)
        self._read_bytes[table] = max(done, self._read_bytes.get(table, 0))
        if sum(self._read_bytes.values()) > self.limits.total_bytes:
            raise OversizedDump(Fault.TOO_LARGE, limit=self.limits.total_bytes)

    def _damaged(self) -> DamagedDump:
        return DamagedDump(Fault.DAMAGED_ARCHIVE, name=self.name)


def count_entries(path: Path, limits: Limits) -> None:
    """Counts directory records before zipfile, which would load a million of them without asking."""
    mark = b"PK\x01\x02"
    count, tail = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            window = tail + chunk
            count += window.count(mark)
            tail = window[-(len(mark) - 1) :]
            if count > limits.entries:
                raise OversizedDump(Fault.TOO_MANY_ENTRIES, limit=limits.entries)
