"""A dump that lies unpacked in a folder."""

import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from app.imports.stackexchange.errors import DamagedDump, Fault, OversizedDump, UnsafeDump
from app.imports.stackexchange.layout import Entry, find_tables
from app.imports.stackexchange.limits import Limits
from app.imports.stackexchange.tables import Table

CHUNK = 64 * 1024
DEPTH = 3


class Folder(AbstractContextManager["Folder"]):
    """The tables of a folder, at most three levels down. Symbolic links below the folder are never followed."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        self.path = path
        self.tables = find_tables(path.name, self._entries(path, DEPTH))
        sizes = {table: self._regular_size(entry) for table, entry in self.tables.items()}
        if sum(sizes.values()) > limits.total_bytes:
            raise OversizedDump(Fault.TOO_LARGE, limit=limits.total_bytes)
        self._sizes = sizes

    def __exit__(self, *_: object) -> None:
        return None

    def size(self, table: Table) -> int:
        return self._sizes.get(table, 0)

    def chunks(self, table: Table) -> Iterator[bytes]:
        entry = self.tables[table]
        try:
            with self._open(entry) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except OSError as error:
            raise _unreadable(entry.name, error) from error

    def _entries(self, folder: Path, depth: int) -> list[Entry]:
        found: list[Entry] = []
        try:
            with os.scandir(folder) as listing:
                for item in listing:
                    if item.is_dir(follow_symlinks=False):
                        if depth > 1:
                            found += self._entries(folder / item.name, depth - 1)
                    else:
                        found.append(Entry(str((folder / item.name).relative_to(self.path))))
                    if len(found) > self.limits.entries:
                        raise OversizedDump(Fault.TOO_MANY_ENTRIES, limit=self.limits.entries)
        except OSError as error:
            raise _unreadable(folder.name, error) from error
        return found

    def _regular_size(self, entry: Entry) -> int:
        try:
            status = (self.path / entry.name).lstat()
        except OSError as error:
            raise _unreadable(entry.name, error) from error
        if stat.S_ISLNK(status.st_mode):
            raise UnsafeDump(Fault.SYMLINK, file=entry.name)
        if not stat.S_ISREG(status.st_mode):
            raise DamagedDump(Fault.UNREADABLE, file=entry.name, reason="not a regular file")
        return status.st_size

    def _open(self, entry: Entry) -> BinaryIO:
        # O_NOFOLLOW: between looking and opening, a file could have become a link.
        return os.fdopen(os.open(self.path / entry.name, os.O_RDONLY | os.O_NOFOLLOW), "rb")


def _unreadable(name: str, error: OSError) -> DamagedDump:
    return DamagedDump(Fault.UNREADABLE, file=name, reason=error.strerror or "input/output error")
