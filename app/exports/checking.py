"""Is a folder a whole export, of tables as this program has them? Asked before anything is written."""

from collections.abc import Callable
from pathlib import Path

from app.exports.columns import FILE, fields
from app.exports.decided import TAKEN
from app.exports.errors import CommunityError
from app.exports.manifest import MADE, MANIFEST, README, Manifest, read_manifest
from app.exports.storing import Stored, digest_of
from app.extensions import db

Told = Callable[[int], None]


def checked(folder: Path, *, sized: Told = lambda size: None, told: Told = lambda size: None) -> Manifest:
    """The manifest of an export that is all there; `sized` hears the bytes to read, `told` those just read."""
    if not folder.is_dir():
        raise CommunityError(f"There is no folder {folder}.")
    manifest = read_manifest(folder)
    _same_tables(manifest)
    for name, one in manifest.tables.items():
        if one.file not in (f"{name}.jsonl", f"{name}.jsonl.xz"):
            raise CommunityError(f"{MANIFEST}: {name} cannot be in a file named {one.file}.")
    if strange := [name for name in manifest.files if not FILE.fullmatch(name)]:
        raise CommunityError(f"{MANIFEST}: {strange[0]} is not the name of a file of an export.")
    _nothing_else(folder, manifest)
    sized(manifest.bytes)
    for one in manifest.tables.values():
        _same(folder, one.file, one.stored, told)
    for name, size in manifest.files.items():
        _same(folder, name, Stored(size, name.removeprefix("files/")), told)
    return manifest


def _same_tables(manifest: Manifest) -> None:
    """The tables and columns are those of this program: another version's would lose something, or lack it."""
    ours = {table.name: table for table in db.metadata.sorted_tables if table.name in TAKEN}
    hint = (
        f"The export was made by version {manifest.product}; take it in with that version, then upgrade the database."
    )
    if lacking := sorted(ours.keys() - manifest.tables.keys()):
        raise CommunityError(f"The export has no {lacking[0]}. {hint}")
    if unknown := sorted(manifest.tables.keys() - ours.keys()):
        raise CommunityError(f"The export has {unknown[0]}, which this program does not know. {hint}")
    for name, table in ours.items():
        own, theirs = {one.name for one in fields(table)}, set(manifest.tables[name].columns)
        if own - theirs:
            raise CommunityError(f"{name} has no column {min(own - theirs)}. {hint}")
        if theirs - own:
            raise CommunityError(f"{name} has a column {min(theirs - own)}, unknown to this program. {hint}")


def _nothing_else(folder: Path, manifest: Manifest) -> None:
    known = {MANIFEST, MADE, README, *manifest.files, *(one.file for one in manifest.tables.values())}
    there = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()
    }
    if strange := sorted(there - known):
        raise CommunityError(f"{strange[0]} does not belong to the export; nothing in the manifest names it.")


def _same(folder: Path, name: str, expected: Stored, told: Told) -> None:
    path = folder / name
    if path.is_symlink() or not path.is_file():
        raise CommunityError(f"{name} is missing.")
    size = path.stat().st_size
    if size != expected.bytes:
        less = "is shorter" if size < expected.bytes else "is longer"
        raise CommunityError(f"{name} {less} than it was when it was written ({size} bytes, not {expected.bytes}).")
    for part in digest_of(path):
        if isinstance(part, int):
            told(part)
        elif part != expected:
            raise CommunityError(f"{name} is not as it was written: it is damaged, or from another export.")
