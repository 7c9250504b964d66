"""Pieces of HTML that every system's texts are put together from here."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from app.imports.tree import Element, Node
from app.kit.markup.pieces import BLOCKS as SHOWN_BLOCKS

MACHINE_MADE = re.compile(r"[0-9a-f]{20}")
"""A name that was drawn by lot tells nobody anything."""

BLOCKS = SHOWN_BLOCKS | {"h1", "h2"}
SHOWN_LENGTH = 80
"""Characters of an address that stand for a picture or film without a name."""


def paragraph(words: Node) -> Element:
    return Element("p", children=[words])


def in_paragraphs(nodes: list[Node]) -> list[Node]:
    """What stands between two blocks is a paragraph."""
    made: list[Node] = []
    run: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and (isinstance(node, str) or node.tag not in BLOCKS):
            run.append(node)
            continue
        if run := without_outer_breaks(run):
            made.append(Element("p", children=run))
        run = []
        if node is not None:
            made.append(node)
    return made


def without_paragraphs(nodes: list[Node]) -> list[Node]:
    """A film between the lines of a paragraph stays on a line of its own."""
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag == "p":
            made += [*([Element("br")] if made and not _is_break(made[-1]) else []), *node.children]
        else:
            made.append(node)
    return made


def without_outer_breaks(nodes: list[Node]) -> list[Node]:
    """Without line ends and white space before the first word and after the last one."""
    start, end = 0, len(nodes)
    while start < end and _is_blank(nodes[start]):
        start += 1
    while end > start and _is_blank(nodes[end - 1]):
        end -= 1
    return nodes[start:end]


def _is_blank(node: Node) -> bool:
    return not node.strip() if isinstance(node, str) else node.tag == "br"


def _is_break(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "br"


def name_of_picture(element: Element) -> str:
    return " ".join((element.get("alt") or element.get("title")).split())


def host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc.removeprefix("www.")
    except ValueError:
        return ""


def short_address(address: str) -> str:
    """The file's name, or where the address leads, when nothing else names it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address[:SHOWN_LENGTH]
    name = unquote(parts.path.rstrip("/").rpartition("/")[2])
    if MACHINE_MADE.search(name):
        name = f"file{PurePosixPath(name).suffix}"
    return (name if "." in name else f"{parts.netloc}{parts.path}" or address)[:SHOWN_LENGTH]
