"""Which entries of a zip are fit to be read: judged by the directory, before any byte is unpacked."""

import stat
from collections.abc import Container
from pathlib import PurePosixPath
from zipfile import ZipInfo

from app.imports.stackexchange.errors import Fault, OversizedDump, UnsafeDump
from app.imports.stackexchange.layout import Entry
from app.imports.stackexchange.limits import Limits

ARCHIVES = {".zip", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".rar", ".zst", ".jar"}
ENCRYPTED_FLAG = 0x1


def safe_entries(infos: list[ZipInfo], limits: Limits, compressions: Container[int]) -> dict[Entry, ZipInfo]:
    """The files of the archive by name.

    Errors: UnsafeDump for encryption, names that leave the archive, links, archives inside, compressions outside of
    `compressions`; OversizedDump when the number of entries or the stated sizes alone are beyond the limits.
    One bad entry refuses the whole archive, even if no table: nobody honest packs such a thing.
    """
    if len(infos) > limits.entries:
        raise OversizedDump(Fault.TOO_MANY_ENTRIES, limit=limits.entries)
    files: dict[Entry, ZipInfo] = {}
    for info in infos:
        _refuse_unsafe(info, compressions)
        if info.is_dir():
            continue
        entry = Entry(info.filename)
        if entry.table and entry in files:
            raise UnsafeDump(Fault.TWO_DUMPS, file=info.filename, first=info.filename, second=info.filename)
        files[entry] = info
    tables = [info for entry, info in files.items() if entry.table]
    if sum(info.file_size for info in tables) > limits.total_bytes:
        raise OversizedDump(Fault.TOO_LARGE, limit=limits.total_bytes)
    for info in tables:
        if info.file_size > max(limits.ratio_from_bytes, info.compress_size * limits.ratio):
            raise OversizedDump(Fault.PACKED_TOO_TIGHT, file=info.filename, limit=limits.ratio)
    return files


def _refuse_unsafe(info: ZipInfo, compressions: Container[int]) -> None:
    name = _printable(info.orig_filename)
    fault = _fault_of(info, compressions)
    if fault:
        raise UnsafeDump(fault, file=name)


def _fault_of(info: ZipInfo, compressions: Container[int]) -> Fault | None:
    # The name as it is written, for zipfile cuts it at a NUL and turns separators.
    written = info.orig_filename
    path = PurePosixPath(written)
    if info.flag_bits & ENCRYPTED_FLAG:
        return Fault.ENCRYPTED
    if path.is_absolute() or ".." in path.parts or "\\" in written or "\0" in written or written[1:2] == ":":
        return Fault.OUTSIDE_PATH
    if stat.S_ISLNK(info.external_attr >> 16):
        return Fault.SYMLINK
    if path.suffix.lower() in ARCHIVES:
        return Fault.NESTED_ARCHIVE
    if not info.is_dir() and info.compress_type not in compressions:
        return Fault.UNKNOWN_COMPRESSION
    return None


def _printable(name: str) -> str:
    """A name out of a stranger's archive, fit for a sentence on a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:100])
