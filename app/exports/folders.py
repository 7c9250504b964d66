"""The folder of an export: made beside its place, and put there in one step when it is whole.

So whoever is killed halfway leaves a folder with another name and no manifest, which the next export takes away.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.exports.errors import CommunityError
from app.exports.manifest import MANIFEST, is_export


def _checked(target: Path, replace: bool) -> None:
    if not target.parent.is_dir():
        raise CommunityError(f"There is no folder {target.parent}.")
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CommunityError(f"{target} is there, and is not a folder.")
    if not target.exists() or not any(target.iterdir()):
        return
    if not is_export(target):
        raise CommunityError(f"{target} is not empty. Give the name of a new folder.")
    if not replace:
        raise CommunityError(f"{target} holds an earlier export. --replace puts the new one in its place.")


@contextmanager
def new_folder(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A private folder to fill; it takes its place when the block ends well, and is gone when it does not."""
    _checked(target, replace)
    unfinished = target.with_name(f"{target.name}.unfinished")
    with _alone_in(unfinished):
        try:
            for leftover in unfinished.iterdir():
                shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
            yield unfinished
            assert (unfinished / MANIFEST).exists()
            _sync(unfinished)
            _put(unfinished, target)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """The folder, made if it is not there, and nobody else in it: a lock that ends with its process."""
    folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise CommunityError(f"Another export is being written in {folder}.") from None
    finally:
        os.close(handle)


def _put(unfinished: Path, target: Path) -> None:
    if target.exists() and any(target.iterdir()):
        earlier = target.with_name(f"{target.name}.earlier")
        shutil.rmtree(earlier, ignore_errors=True)
        target.rename(earlier)
        unfinished.rename(target)
        shutil.rmtree(earlier)
    else:
        unfinished.rename(target)
    _sync(target.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
