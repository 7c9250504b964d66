"""Files of an export: readable by their owner alone, with a digest of what was really written, safe on the disk."""

import lzma
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

PRESET = 2
"""Of xz: a third of the work of the usual one, for files that are a tenth larger."""
PIECE = 1 << 20


class Stored(NamedTuple):
    bytes: int
    sha256: str


class Sink:
    """A new file that counts what it is given."""

    def __init__(self, path: Path) -> None:
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=PIECE)
        self._digest = sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()

    @property
    def stored(self) -> Stored:
        return Stored(self.size, self._digest.hexdigest())

    def finish(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def drop(self) -> None:
        """Lets go of it, whatever is still unwritten: the folder is about to go too."""
        with suppress(OSError):
            self._file.close()


@contextmanager
def new_file(path: Path) -> Iterator[Sink]:
    sink = Sink(path)
    try:
        yield sink
        sink.finish()
    except BaseException:
        sink.drop()
        raise


@contextmanager
def packed(sink: Sink, xz: bool) -> Iterator[Sink | lzma.LZMAFile]:
    """Where to write the lines: the file itself, or an xz stream into it."""
    if not xz:
        yield sink
        return
    with lzma.LZMAFile(cast(BinaryIO, sink), "wb", preset=PRESET) as stream:
        yield stream


class Beside:
    """What is not text lies beside, in `files/`, under its digest, so that the same picture is there once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sizes: dict[str, int] = {}
        self.lacking: list[str] = []

    def keep(self, data: bytes) -> str:
        name = f"files/{sha256(data).hexdigest()}"
        if name not in self.sizes:
            (self.folder / "files").mkdir(mode=0o700, exist_ok=True)
            with new_file(self.folder / name) as sink:
                sink.write(data)
            self.sizes[name] = len(data)
        return name


def open_lines(path: Path) -> BinaryIO:
    is_packed = path.suffix == ".xz"
    return cast(BinaryIO, lzma.open(path, "rb")) if is_packed else path.open("rb", buffering=PIECE)


def digest_of(path: Path) -> Iterator[int | Stored]:
    """The bytes of each piece as they are read, then the whole."""
    whole, size = sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            whole.update(piece)
            size += len(piece)
            yield len(piece)
    yield Stored(size, whole.hexdigest())
