"""Index files as the operating system maps them: shared by all processes, and in memory only as far as they are looked at.

Whoosh's own storage reads a segment that is one file whole into each process (31 MB for 2,000 threads of ten answers), and
leaves separate files open until they are forgotten.
"""

from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile


class MappedFile(BufferFile):
    """What is read at a place is cut out of the map; what is read in order goes by the map's own position."""

    def __init__(self, content: mmap, name: str) -> None:
        self._buf = self.file = content
        self._name, self.onclose = name, None
        self.is_real = self.is_closed = False


class MappedStorage(FileStorage):
    def open_file(self, name: str, **options: Any) -> StructFile:
        with (Path(self.folder) / name).open("rb") as file:
            try:
                return MappedFile(mmap(file.fileno(), 0, access=ACCESS_READ), name)
            except ValueError:
                # An empty file cannot be mapped.
                return BufferFile(b"", name)
