"""The folder of an export: made beside its place, and put there in one step when it is whole.

So whoever is killed halfway leaves a folder with another name and no manifest, which the next export takes away.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.exports.errors import CommunityError
from app.exports.manifest import MADE, MANIFEST, README, is_export

OURS = re.compile(rf"[a-z_]+\.jsonl(\.xz)?|files|{re.escape(MANIFEST)}|{re.escape(MADE)}|{re.escape(README)}")
UNFINISHED, EARLIER = ".unfinished", ".earlier"


def _holds_only_ours(folder: Path) -> bool:
    """Nothing but files of an export: it may be deleted."""
    return all(OURS.fullmatch(path.name) for path in folder.iterdir())


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
    earlier = target.with_name(target.name + EARLIER)
    for folder in (target, earlier):
        if folder.exists() and not _holds_only_ours(folder):
            raise CommunityError(f"{folder} holds something else too, so it is not deleted.")


@contextmanager
def new_folder(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A private folder to fill; it takes its place when the block ends well, and is gone when it does not."""
    _checked(target, replace)
    unfinished = target.with_name(target.name + UNFINISHED)
    with _alone_in(unfinished):
        if not _holds_only_ours(unfinished):
            raise CommunityError(f"{unfinished} is in the way: it holds something else than an unfinished export.")
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
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise CommunityError(f"{folder} is in the way: it is not a folder of ours.") from error
    try:
        if os.fstat(handle).st_uid != os.geteuid():
            raise CommunityError(f"{folder} is in the way: it belongs to somebody else.")
        os.fchmod(handle, 0o700)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise CommunityError(f"Another export is being written in {folder}.") from None
    finally:
        os.close(handle)


def _put(unfinished: Path, target: Path) -> None:
    if target.exists() and any(target.iterdir()):
        earlier = target.with_name(target.name + EARLIER)
        if earlier.exists():
            shutil.rmtree(earlier)
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
