"""One stylesheet and one script a page (two for whoever is signed in): each is written in small files named for ideas and sent as one.

A question page may make six requests in all, so the parts are joined here, in a fixed order, when first asked for.
Every script is a block of its own (`{ … }`) and shares nothing with its neighbours, so joining is writing them one after
the other.
"""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent / "static"
STYLES = ("tokens", "base", "frame", "parts", "posts", "thread", "lists", "forms", "narrow", "print")
ROOMS = ("work", "admin")
SCRIPTS = (
    "time",
    "copy",
    "share",
    "confirm",
    "menu",
    "theme",
    "shortcut",
    "draft",
    "similar",
    "suggest",
    "preview",
    "image",
    "live",
    "fresh",
    "scroll",
)


@cache
def stylesheet() -> str:
    """All styles in the order of STYLES; the brand's colours come in a sheet of their own (see brand.py)."""
    return _joined(STYLES)


@cache
def rooms_stylesheet() -> str:
    """What only the pages of signed-in people, and of who comes by a case's link, need: conversations, inboxes, the staff's
    rooms. Loaded after the other."""
    return _joined(ROOMS)


def _joined(names: tuple[str, ...]) -> str:
    return squeezed("".join((STATIC / "css" / f"{name}.css").read_text("utf-8") for name in names))


def squeezed(styles: str) -> str:
    """The same rules without comments and idle spaces, about a tenth shorter. Spaces that mean something stay."""
    styles = re.sub(r"/\*.*?\*/|\s+", " ", styles, flags=re.DOTALL)
    return re.sub(r" *([{};,]) *|(?<=[\w-])(:) ", r"\1\2", styles).replace(";}", "}").replace("}", "}\n").strip()


@cache
def script() -> str:
    """All scripts in the order of SCRIPTS, to be loaded as one module."""
    return unindented("".join((STATIC / "js" / f"{name}.js").read_text("utf-8") for name in SCRIPTS))


def unindented(scripts: str) -> str:
    """The same lines without their indentation and without those that only comment, about a fifth shorter. No text in
    our scripts goes over several lines, so no word of one is lost."""
    return re.sub(r"^[ \t]*(?://.*)?\n|^[ \t]+", "", scripts, flags=re.MULTILINE)


@cache
def version() -> str:
    """Short fingerprint of what is sent, for `?v=`: a new release is fetched, an old one is kept for ever."""
    icons = (STATIC / "icons.svg").read_text("utf-8")
    return sha256((stylesheet() + rooms_stylesheet() + script() + icons).encode()).hexdigest()[:10]
