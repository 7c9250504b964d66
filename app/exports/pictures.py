"""The pictures people sent lie in a folder, not in the database: they travel with their rows, under their digests."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from app.exports.errors import CommunityError, Wrong
from app.exports.storing import Beside
from app.images import storage
from app.kit.errors import NoRoom

TABLE = "images"


def take_along(row: dict[str, Any], beside: Beside) -> None:
    """Keeps the picture of a row beside; notes it as lacking when its file is gone, or is no longer what it was."""
    if row["erased_at"] is not None:
        return
    try:
        data = storage.path_of(row["name"]).read_bytes()
    except FileNotFoundError:
        data = b""
    if sha256(data).hexdigest() == row["digest"]:
        beside.keep(data)
    else:
        beside.lacking.append(row["name"])


class Hanging:
    """Puts pictures into the folder of a new site; `take_down()` leaves it as it was."""

    def __init__(self, folder: Path, there: dict[str, int]) -> None:
        self.folder, self.there = folder, there
        self.hung: list[str] = []

    def hang(self, row: dict[str, Any]) -> None:
        """Raises Wrong for a row that names no picture of ours."""
        beside = f"files/{row['digest']}"
        if row["erased_at"] is not None or beside not in self.there:
            return
        try:
            path = storage.path_of(row["name"])
        except ValueError:
            raise Wrong("name is not the name of a picture") from None
        new = not path.exists()
        path.with_name(path.name + storage.PART).unlink(missing_ok=True)
        try:
            storage.keep(row["name"], (self.folder / beside).read_bytes())
        except NoRoom as error:
            raise CommunityError("There is no room for the pictures. Nothing was taken over.") from error
        if new:
            self.hung.append(row["name"])

    def take_down(self) -> None:
        for name in self.hung:
            storage.drop(name)
