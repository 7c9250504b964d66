"""Where the index lies: one folder a generation, and a pointer file that names the one in use.

A rebuild fills a folder nobody looks at and then replaces the pointer, which readers see whole, before or after.
"""

import json
import os
import secrets
import shutil
import stat
from pathlib import Path
from typing import Any

from app.search.analysis import ANALYSIS
from app.search.backend import IndexUnavailable
from app.search.whoosh_backend.schema import SCHEMA_VERSION

POINTER = "current.json"
PREFIX = "generation-"


class Generations:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write_lock = folder / "write.lock"
        self.rebuild_lock = folder / "rebuild.lock"

    def secure(self) -> None:
        """Makes the folder ours alone: Whoosh unpickles what it finds, so who can write here can run code."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if stat.S_IMODE(self.folder.stat().st_mode) != 0o700:
                self.folder.chmod(0o700)
        except OSError as error:
            raise IndexUnavailable(f"{self.folder} cannot be made private: {error}") from error

    def current(self) -> Path:
        """The folder in use."""
        return self.folder / self._pointer()["folder"]

    def analysed_otherwise(self) -> bool:
        """Whether the index in use was made by other rules than ours."""
        return self._pointer().get("analysis") != ANALYSIS

    def _pointer(self) -> dict[str, Any]:
        try:
            pointer = json.loads((self.folder / POINTER).read_bytes())
            name, version = pointer["folder"], pointer["schema"]
        except FileNotFoundError as error:
            raise IndexUnavailable("there is no index yet; rebuild it") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnavailable(f"the index's pointer cannot be read; rebuild it: {error}") from error
        if version != SCHEMA_VERSION:
            raise IndexUnavailable("the index was made by another version; rebuild it")
        if not isinstance(name, str) or not name.startswith(PREFIX) or "/" in name:
            raise IndexUnavailable("the index's pointer names no generation; rebuild it")
        return pointer

    def create(self) -> Path:
        """A new folder that no reader looks at."""
        folder = self.folder / f"{PREFIX}{secrets.token_hex(8)}"
        folder.mkdir(mode=0o700)
        return folder

    def publish(self, folder: Path) -> None:
        """Makes a folder the one in use, for all processes from their next search on."""
        fresh = self.folder / f"{POINTER}.new"
        with open(fresh, "w", encoding="utf-8") as file:
            json.dump({"folder": folder.name, "schema": SCHEMA_VERSION, "analysis": ANALYSIS}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, self.folder / POINTER)

    def sweep(self) -> None:
        """Removes all generations but the one in use; whoever still reads an old one keeps its open files."""
        try:
            kept = self.current().name
        except IndexUnavailable:
            kept = None
        for folder in self.folder.glob(f"{PREFIX}*"):
            if folder.name != kept:
                shutil.rmtree(folder, ignore_errors=True)
