"""Our own pictures in bodies: their addresses, which say their size, and the one form in which a body holds them."""

import re
from collections.abc import Iterator
from html import unescape

from app.kit.markup.pieces import Kind, pieces_of

FOLDER = "/images/"
SIDE_MAX = 2000
"""No picture of ours is wider or higher, so an address that says so is none of ours."""

PAGE_WIDTH = 720
"""No page shows a text in wider lines."""

NAME = re.compile(r"[0-9a-f]{26}-([1-9][0-9]{0,3})x([1-9][0-9]{0,3})\.(?:png|jpg|webp)")
"""Nobody can guess the first part. The size is in the name so that a page leaves room before the picture is there."""

_MENTIONED = re.compile(re.escape(FOLDER) + f"({NAME.pattern})")
_TO_ITSELF = re.compile(f'<a href="({re.escape(FOLDER)}{NAME.pattern})"[^>]*><img src="\\1"')
_ALT = re.compile(r' alt="([^"]*)"')
_IN_ALT = re.compile(r"([\\`*_\[\]<>&!~#|])")

Attributes = dict[tuple[None, str], str]


def size_of(address: str) -> tuple[int, int] | None:
    """Width and height of one of our pictures by its address; None for any other address."""
    found = NAME.fullmatch(address.removeprefix(FOLDER)) if address.startswith(FOLDER) else None
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    return size if 0 < max(size) <= SIDE_MAX else None


def as_shown(address: str, alt: str) -> Attributes | None:
    """All that an element of ours says: where, how large, what it shows; fetched when it is scrolled to."""
    if (size := size_of(address)) is None:
        return None
    said = {"src": address, "alt": alt, "width": str(size[0]), "height": str(size[1]), "loading": "lazy"}
    return {(None, name): value for name, value in said.items()}


def is_made_smaller(address: str) -> bool:
    """Whether a page shows it smaller than it is: then it is linked to itself, where all of it can be read."""
    size = size_of(address)
    return size is not None and size[0] > PAGE_WIDTH


def links_in(html: str) -> int:
    """How many links sanitised HTML has, not counting pictures of ours that lead to themselves."""
    return html.count("<a ") - len(_TO_ITSELF.findall(html))


def markdown_of(name: str, alt: str) -> str:
    """The picture as it is written in a text."""
    words = _IN_ALT.sub(r"\\\1", " ".join(alt.split()))
    return f"![{words}]({FOLDER}{name})"


def names_in(text: str) -> list[str]:
    """The names of all pictures of ours that a text (Markdown or HTML) mentions, each once, in order."""
    return list(dict.fromkeys(found[1] for found in _MENTIONED.finditer(text)))


def alt_of(raw: str) -> str:
    """What a picture shows, from the tag of sanitised HTML."""
    found = _ALT.search(raw)
    return unescape(found[1]) if found else ""


def with_whole_addresses(html: str, site: str) -> str:
    """Sanitised HTML for readers elsewhere: our pictures are at their whole address."""
    return "".join(_elsewhere(html, site))


def _elsewhere(html: str, site: str) -> Iterator[str]:
    for piece in pieces_of(html):
        if piece.kind is Kind.VOID and piece.tag == "img":
            yield piece.raw.replace(f'src="{FOLDER}', f'src="{site}{FOLDER}', 1)
        else:
            yield piece.raw
