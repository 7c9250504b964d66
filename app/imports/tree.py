"""HTML of another system as a tree, so that what only that system shows can be turned into what we show.

Nothing here is safe to show: what is written goes through the sanitiser like any other body. Linear in the length.
"""

import html as entities
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.kit.markup.foreign import only_tags_and_text

MAX_DEPTH = 60
"""What lies deeper is kept, only not so deep: the tree is walked by recursion."""

VOIDS = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s<>/"']*)((?:[^<>"']+|"[^"]*"|'[^']*')*)>""")
_ENDLESS_NUMBER = re.compile(r"&(?=#[0-9]{8}|#[xX][0-9A-Fa-f]{7})")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?""")


@dataclass(slots=True)
class Element:
    """Text among the children is as people read it: entities are read on the way in and written on the way out."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def has_class(self, *names: str) -> bool:
        """Whether it has any of these."""
        return not set(names).isdisjoint(self.get("class").split())

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def within(self) -> Iterator["Element"]:
        """Every element inside it, in reading order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.within()

    def first(self, fits: Callable[["Element"], bool]) -> "Element | None":
        return next((found for found in self.within() if fits(found)), None)


Node = Element | str


def tree_of(html: str) -> Element:
    """The tree under a root without a name. A tag that is never closed ends with what holds it; one never opened is
    passed over."""
    # Python refuses to read a number of thousands of digits, and no character has one of eight.
    html = _ENDLESS_NUMBER.sub("&amp;", only_tags_and_text(html))
    root = Element("")
    open_elements = [root]
    position = 0
    for match in _TAG.finditer(html):
        if match.start() > position:
            open_elements[-1].children.append(entities.unescape(html[position : match.start()]))
        position = match.end()
        tag = match[2].lower()
        if match[1]:
            _close(open_elements, tag)
            continue
        element = Element(tag, _attributes(match[3]) if match[3] else {})
        open_elements[-1].children.append(element)
        if tag not in VOIDS and len(open_elements) < MAX_DEPTH:
            open_elements.append(element)
    if position < len(html):
        open_elements[-1].children.append(entities.unescape(html[position:]))
    return root


def _close(open_elements: list[Element], tag: str) -> None:
    for place in range(len(open_elements) - 1, 0, -1):
        if open_elements[place].tag == tag:
            del open_elements[place:]
            return


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), entities.unescape(double or single or bare))
    return found


def html_of(nodes: Sequence[Node]) -> str:
    out: list[str] = []
    _write(nodes, out)
    return "".join(out)


def _write(nodes: Sequence[Node], out: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(entities.escape(node, quote=False))
            continue
        attributes = "".join(f' {name}="{entities.escape(value)}"' for name, value in node.attributes.items())
        out.append(f"<{node.tag}{attributes}>")
        if node.tag not in VOIDS:
            _write(node.children, out)
            out.append(f"</{node.tag}>")
