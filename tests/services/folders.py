"""Folders of started services: one owner each, removed at the end, or at the next start if the owner was killed."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "owner.lock"


@contextmanager
def own_folder(prefix: str, user: str | None = None) -> Iterator[Path]:
    """A new folder, given to `user`, for the length of a block. Its lock falls when the owner ends, however it ends."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=common_temp()))
    try:
        unlocked = folder / f"{LOCK}.new"
        with unlocked.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Named only when locked: a folder with a free lock of this name is nobody's any more.
            unlocked.rename(folder / LOCK)
            if user:
                shutil.chown(folder, user)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(prefix: str) -> None:
    """Removes the folders whose owners were killed. What still runs in one ends by itself once its folder is gone."""
    for path in common_temp().glob(f"{prefix}*/{LOCK}"):
        try:
            with path.open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path.parent, ignore_errors=True)
        except OSError:
            # Alive, gone meanwhile, or somebody else's.
            continue


def common_temp() -> Path:
    """The temporary folder if every user can reach it, `/tmp` if not: a service may run as another user."""
    folder = Path(tempfile.gettempdir()).resolve()
    reachable = all(part.stat().st_mode & 0o001 for part in [folder, *folder.parents])
    return folder if reachable else Path("/tmp")
