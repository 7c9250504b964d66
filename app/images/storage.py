"""The folder of the files. A file is there whole or not at all: it is written beside its place and then moved there."""

import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from flask import current_app

from app.images.purpose import FIELD
from app.kit.clock import now
from app.kit.errors import NoRoom
from app.kit.markup.pictures import NAME
from app.kit.texts import N_

log = logging.getLogger(__name__)
PART = ".part"


def folder() -> Path:
    return Path(current_app.config["IMAGES_PATH"])


def path_of(name: str) -> Path:
    """Where the file of a picture lies; names that are none of ours have no place."""
    if not NAME.fullmatch(name):
        raise ValueError(f"not the name of an image: {name!r}")
    return folder() / name[:2] / name


def keep(name: str, data: bytes) -> None:
    """Writes the file and makes sure that it is on the disk.

    Errors: NoRoom; nothing of it is left then.
    """
    path = path_of(name)
    beside = path.with_name(path.name + PART)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        log.warning("an image could not be kept: %s", error)
        with suppress(OSError):
            beside.unlink()
        raise NoRoom(
            N_("There is no room to keep this image just now. Your text is still here; try again later."), field=FIELD
        ) from error


def drop(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def left_lying(age: timedelta) -> Iterator[tuple[Path, str]]:
    """The files that are older than `age`, whole ones and halves, each with the name of its picture."""
    oldest = (now() - age).timestamp()
    for path in folder().glob("??/*"):
        name = path.name.removesuffix(PART)
        with suppress(FileNotFoundError):
            if NAME.fullmatch(name) and path.stat().st_mtime < oldest:
                yield path, name
