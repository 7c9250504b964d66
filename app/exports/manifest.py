"""manifest.json: what an export consists of. It says nothing that is different in a second export of the same community;
when and from what an export was made is in made.json, the one file that may differ."""

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.exports.errors import CommunityError
from app.exports.storing import Stored, new_file
from config import ROOT

FORMAT = "spintaneo community"
VERSION = 1
MANIFEST, MADE, README = "manifest.json", "made.json", "README.txt"
ABOUT = """\
This is a whole community, as JSON lines: one file a kind of thing, one line a row; docs/export.md of the program
says what every file and column means, and `flask import community` takes it in again.

It holds everything people trusted this community with: addresses, password hashes, private messages, reports.
Keep it where only you can read it, and delete it when it has served.
"""


@dataclass
class TableFile:
    """One table: its file with its digest, how many rows, and the columns of each."""

    file: str
    rows: int
    bytes: int
    sha256: str
    columns: list[str]

    def __post_init__(self) -> None:
        numbers, texts = (self.rows, self.bytes), (self.file, self.sha256, *self.columns)
        if any(type(one) is not int for one in numbers) or not all(isinstance(one, str) for one in texts):
            raise TypeError("a manifest names numbers and texts")

    @property
    def stored(self) -> Stored:
        return Stored(self.bytes, self.sha256)


@dataclass
class Manifest:
    tables: dict[str, TableFile] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    product: str = ""
    lacking: list[str] = field(default_factory=list)
    """Pictures whose files are gone from the disk, or no longer what they were; not part of the manifest."""

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.tables.values())

    @property
    def bytes(self) -> int:
        return sum(one.bytes for one in self.tables.values()) + sum(self.files.values())

    def write(self, folder: Path) -> None:
        write_json(
            folder / MANIFEST,
            {
                "format": FORMAT,
                "version": VERSION,
                "product": product_version(),
                "tables": {name: vars(self.tables[name]) for name in sorted(self.tables)},
                "files": {name: self.files[name] for name in sorted(self.files)},
            },
        )


def product_version() -> str:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def write_json(path: Path, content: dict[str, Any]) -> None:
    with new_file(path) as sink:
        sink.write((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def is_export(folder: Path) -> bool:
    try:
        return json.loads((folder / MANIFEST).read_bytes())["format"] == FORMAT
    except (OSError, ValueError, LookupError, TypeError):
        return False


def read_manifest(folder: Path) -> Manifest:
    """Refuses what is no export, or one of another version of the format."""
    path = folder / MANIFEST
    if not path.is_file():
        hint = " It was never finished." if folder.name.endswith(".unfinished") else ""
        raise CommunityError(f"{folder} is not an export: it has no {MANIFEST}.{hint}")
    try:
        said = json.loads(path.read_bytes())
        if said["format"] != FORMAT or type(said["version"]) is not int:
            raise CommunityError(f"{path} is the manifest of something else.")
        if said["version"] != VERSION:
            raise CommunityError(
                f"The export has version {said['version']} of the format; this program reads version {VERSION}. "
                f"It was made by {said['product']}."
            )
        tables = {str(name): TableFile(**one) for name, one in said["tables"].items()}
        files = {str(name): int(size) for name, size in said["files"].items()}
        return Manifest(tables, files, str(said["product"]))
    except (ValueError, LookupError, TypeError, AttributeError):
        raise CommunityError(f"{path} is damaged: it is not a manifest as docs/export.md describes it.") from None
