"""The HTML that the wiki of a knowledge base makes of an article, turned into HTML a body may have here.

Nothing that an author wrote is lost but the table of contents, which the headings make again. What was shown to some
readers only says for whom it is; pictures and films become links, and nothing is loaded from anywhere.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from app.imports.articles.addresses import slug_in
from app.imports.articles.platforms import platforms_of
from app.imports.shapes import (
    BLOCKS,
    MACHINE_MADE,
    in_paragraphs,
    name_of_picture,
    paragraph,
    short_address,
    without_outer_breaks,
    without_paragraphs,
)
from app.imports.tree import Element, Node, html_of, tree_of

GONE = frozenset(["script", "style", "svg", "button", "input", "noscript", "template"])
CELLS = frozenset(["td", "th"])
HOLDERS = CELLS | {"li", "dd", "dt", "blockquote"}
AROUND_WORDS = frozenset(["strong", "em", "b", "i", "u"])
PICTURE = {"en": "Picture", "it": "Immagine"}
_BEFORE_SIGN = re.compile(r"\) (?=[,.;:!?)])")
BOXES = ("note", "warning", "tip", "important", "info")
CODE_CLASSES = ("filepath", "pref", "path")
STRONG_CLASSES = ("button", "menu", "tab")
BOX_NAMES = {
    "en": {"note": "Note:", "warning": "Warning:", "tip": "Tip:", "important": "Important:", "info": "Note:"},
    "it": {
        "note": "Nota:",
        "warning": "Attenzione:",
        "tip": "Suggerimento:",
        "important": "Importante:",
        "info": "Nota:",
    },
}


@dataclass(frozen=True, slots=True)
class Wiki:
    """Where the articles stood, in which language, and which of them the archive holds."""

    base: str
    language: str
    knows: Callable[[str], bool]


def body_of(html: str, wiki: Wiki) -> str:
    return html_of(in_paragraphs(_Reading(wiki).all(tree_of(html).children))).strip()


class _Reading:
    def __init__(self, wiki: Wiki) -> None:
        self.wiki = wiki
        self.cells = 0
        """How many cells of tables we are in: no block may stand there."""

    def all(self, nodes: list[Node]) -> list[Node]:
        return _close_up([made for node in nodes for made in ([node] if isinstance(node, str) else self.one(node))])

    def one(self, element: Element) -> Iterator[Node]:
        if element.tag in GONE or element.get("id") == "toc":
            return
        if element.has_class("for") and element.get("data-for"):
            yield from self.meant_for(element)
            return
        match element.tag:
            case "div" | "section" | "aside" if element.has_class(*BOXES):
                yield self.box(element)
            case "span":
                yield from self.marked(element)
            case "img":
                yield from self.picture(element)
            case "iframe" | "video" | "audio":
                yield from self.film(element)
            case "a":
                yield from self.link(element)
            case "dl" if not any(found.tag == "dd" for found in element.within()):
                # Those wikis indent with it, mostly a picture.
                yield from in_paragraphs(self.all([child for dt in element.children for child in _inside(dt)]))
            case "div" | "section" | "small" | "center" | "font" | "caption":
                inner = self.all(element.children)
                yield from in_paragraphs(inner) if _has_block(inner) or element.tag == "caption" else inner
            case "pre":
                yield Element("pre", children=[Element("code", children=[element.text])])
            case _:
                yield from self.kept(element)

    def kept(self, element: Element) -> Iterator[Node]:
        self.cells += element.tag in CELLS
        inner = self.all(element.children)
        self.cells -= element.tag in CELLS
        if element.tag == "p":
            yield from in_paragraphs(without_paragraphs(inner))
        elif element.tag in AROUND_WORDS:
            # A line end inside of bold words, at their edge, stands outside of them.
            words = without_outer_breaks(inner)
            start = inner.index(words[0]) if words else 0
            yield from inner[:start]
            yield Element(element.tag, element.attributes, words)
            yield from inner[start + len(words) :]
        else:
            inner = without_outer_breaks(inner) if element.tag in HOLDERS else inner
            yield Element(element.tag, element.attributes, _on_one_line(inner) if element.tag in CELLS else inner)

    def meant_for(self, element: Element) -> Iterator[Node]:
        """A block becomes a quotation that begins with for whom it is; words get it in brackets."""
        named = platforms_of(element.get("data-for"), self.wiki.language)
        inner = self.all(element.children)
        if not _has_words(inner):
            return
        if not self.cells and (element.tag != "span" or _has_block(inner)):
            heading = paragraph(Element("strong", children=[f"{named[:1].upper()}{named[1:]}:"]))
            yield Element("blockquote", children=[heading, *in_paragraphs(inner)])
        else:
            yield from (f" ({named}: ", *_trimmed(without_outer_breaks(without_paragraphs(inner))), ") ")

    def box(self, element: Element) -> Element:
        inner = in_paragraphs(self.all(element.children))
        kind = next(kind for kind in BOXES if element.has_class(kind))
        named = BOX_NAMES.get(self.wiki.language, BOX_NAMES["en"])[kind]
        begins_bold = next((found.tag for found in element.within() if found.tag != "p"), "") in ("strong", "b")
        if begins_bold and element.text.lstrip()[:40].partition(":")[1]:
            return Element("blockquote", children=inner)
        first = inner[0] if inner else None
        label = Element("strong", children=[named])
        if isinstance(first, Element) and first.tag == "p":
            first.children[:0] = [label, " "]
            return Element("blockquote", children=inner)
        return Element("blockquote", children=[Element("p", children=[label]), *inner])

    def marked(self, element: Element) -> Iterator[Node]:
        inner = self.all(element.children)
        if element.has_class("key"):
            yield Element("kbd", children=inner)
        elif element.has_class(*CODE_CLASSES) and not any(isinstance(node, Element) for node in inner):
            yield Element("code", children=inner)
        elif element.has_class(*STRONG_CLASSES):
            yield Element("strong", children=inner)
        else:
            yield from inner

    def picture(self, element: Element) -> Iterator[Node]:
        address = element.get("data-original-src") or element.get("src")
        name = name_of_picture(element) or short_address(address)
        if MACHINE_MADE.search(name):
            name = PICTURE.get(self.wiki.language, PICTURE["en"])
        yield Element("a", {"href": self._whole(address)}, [name]) if address else name

    def film(self, element: Element) -> Iterator[Node]:
        sources = (found.get("src") or found.get("data-src") for found in [element, *element.within()])
        address = self._whole(next(filter(None, sources), ""))
        parts = urlsplit(address)
        if parts.path.startswith("/embed/"):
            address = f"https://www.youtube.com/watch?v={parts.path.removeprefix('/embed/').strip('/')}"
        if address:
            name = element.get("title") or address.partition("//")[2].removeprefix("www.")
            yield paragraph(Element("a", {"href": address}, [name]))

    def link(self, element: Element) -> Iterator[Node]:
        address = element.get("href")
        inner = self.all(element.children)
        if not address or address.startswith("#") or element.has_class("new"):
            yield from inner
            return
        slug = slug_in(address, self.wiki.base)
        known = slug is not None and self.wiki.knows(slug)
        yield Element("a", {"href": f"/kb/{slug}" if known else self._whole(address)}, inner)

    def _whole(self, address: str) -> str:
        try:
            return urljoin(self.wiki.base + "/", address) if address else ""
        except ValueError:
            return address


def _close_up(nodes: list[Node]) -> list[Node]:
    """Neighbouring texts as one, and no space between a closing bracket and the sign that follows it."""
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and made and isinstance(made[-1], str):
            made[-1] += node
        else:
            made.append(node)
    return [_BEFORE_SIGN.sub(")", node) if isinstance(node, str) else node for node in made]


def _on_one_line(nodes: list[Node]) -> list[Node]:
    """A cell in Markdown is one line: its lines stand beside each other, and stay apart."""
    for node in nodes:
        if isinstance(node, Element):
            node.children = _on_one_line(node.children)
    return [" / " if isinstance(node, Element) and node.tag == "br" else node for node in nodes]


def _inside(node: Node) -> list[Node]:
    return [node] if isinstance(node, str) else [*node.children, Element("br")]


def _has_block(nodes: list[Node]) -> bool:
    return any(isinstance(node, Element) and (node.tag in BLOCKS or _has_block(node.children)) for node in nodes)


def _has_words(nodes: list[Node]) -> bool:
    return any((node if isinstance(node, str) else node.text).strip() for node in nodes)


def _trimmed(nodes: list[Node]) -> list[Node]:
    """Without white space at both ends: brackets stand close to what is in them."""
    if nodes and isinstance(nodes[0], str):
        nodes = [nodes[0].lstrip(), *nodes[1:]]
    if nodes and isinstance(nodes[-1], str):
        nodes = [*nodes[:-1], nodes[-1].rstrip()]
    return nodes
