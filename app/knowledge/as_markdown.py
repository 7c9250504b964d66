"""Sanitised HTML (an imported answer) as Markdown, so that an editor can go on writing in it.

No word is ever lost: what was written is rendered again and compared with the original, and where the two differ the
text is given as plain paragraphs instead.
"""

import html as entities
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.kit.markup import IMPORT, SourceFormat, render
from app.kit.markup.pieces import BLOCKS, Kind, pieces_of
from app.kit.markup.plain import text_of

_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
_SPECIAL = re.compile(r"([\\`*\[\]<]|~(?=~)|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[))")
_AT_LINE_START = re.compile(r"^([#+\-=>|~]|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
_LANGUAGE = re.compile(r"language-([\w+#.-]+)")
_HEADINGS = {"h3": "##", "h4": "###", "h5": "####", "h6": "#####"}
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_CODE = frozenset({"code", "kbd", "samp"})


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def of(self, *tags: str) -> list["Node"]:
        return [child for child in self.children if isinstance(child, Node) and child.tag in tags]


def markdown_of(html: str) -> str:
    """The Markdown that renders to the same words, and mostly to the same structure."""
    written = "\n\n".join(_blocks(_tree(html).children))
    if _words(render(written, SourceFormat.MARKDOWN, limit=IMPORT).text) == _words(text_of(html)):
        return written
    return "\n\n".join(_at_line_start(_escaped(line)) for line in text_of(html).split("\n"))


def _words(text: str) -> str:
    return "".join(text.split())


def _tree(html: str) -> Node:
    root = Node("")
    open_nodes = [root]
    for piece in pieces_of(html):
        if piece.kind is Kind.TEXT:
            open_nodes[-1].children.append(entities.unescape(piece.raw))
        elif piece.kind is Kind.CLOSE:
            if len(open_nodes) > 1:
                open_nodes.pop()
        else:
            found = {name: entities.unescape(value) for name, value in _ATTRIBUTE.findall(piece.raw)}
            node = Node(piece.tag, found)
            open_nodes[-1].children.append(node)
            if piece.kind is Kind.OPEN:
                open_nodes.append(node)
    return root


def _is_block(child: Node | str) -> bool:
    return isinstance(child, Node) and (child.tag in BLOCKS or any(_is_block(inner) for inner in child.children))


def _blocks(children: Sequence[Node | str]) -> Iterator[str]:
    """Each block of Markdown; what stands between two blocks is a paragraph."""
    run: list[Node | str] = []
    before = ""
    for child in [*children, None]:
        if child is not None and not _is_block(child):
            run.append(child)
            continue
        if paragraph := _paragraph(run):
            yield paragraph
            before = ""
        run = []
        if isinstance(child, Node):
            yield from _block(child, before)
            before = child.tag


def _block(node: Node, before: str) -> Iterator[str]:
    match node.tag:
        case "p" | "dt":
            yield from filter(None, [_paragraph(node.children)])
        case "h3" | "h4" | "h5" | "h6":
            yield f"{_HEADINGS[node.tag]} {_inline(node.children).replace(chr(92) + chr(10), ' ').strip()}"
        case "pre":
            yield _fence(node)
        case "hr":
            yield "***"
        case "ul" | "ol":
            yield _list(node, other=before == node.tag)
        case "blockquote":
            inner = "\n\n".join(_blocks(node.children))
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case "table":
            yield from filter(None, [_table(node)])
        case _:
            yield from _blocks(node.children)


def _paragraph(children: Sequence[Node | str]) -> str:
    lines = _inline(children).strip().removesuffix("\\").split("\n")
    return "\n".join(_at_line_start(line.strip()) for line in lines if line.strip() not in ("", "\\"))


def _at_line_start(line: str) -> str:
    return _AT_LINE_START.sub(lambda found: found[1] + "\\" if found[1][0].isdigit() else "\\" + found[1], line)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _inline(children: Sequence[Node | str]) -> str:
    return "".join(_escaped(_SPACES.sub(" ", c)) if isinstance(c, str) else _inline_node(c) for c in children)


def _inline_node(node: Node) -> str:
    if node.tag == "br":
        return "\\\n"
    if node.tag == "img":
        return f"![{_escaped(node.attributes.get('alt', ''))}]({node.attributes.get('src', '')})"
    if node.tag in _CODE:
        return _code(_plain(node))
    inner = _inline(node.children)
    if node.tag == "a":
        return _link(node, inner)
    if not (mark := _AROUND.get(node.tag)) or not inner.strip():
        return inner
    lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{lead}{mark}{inner.strip()}{mark}{tail}"


def _link(node: Node, inner: str) -> str:
    address = node.attributes.get("href", "")
    if not address or not inner.strip():
        return inner
    if _plain(node) == address and address.startswith(("http://", "https://")) and not re.search(r"[\s<>%]", address):
        return f"<{address}>"
    return f"[{inner.strip()}](<{address}>)" if re.search(r"[\s()<>\\]", address) else f"[{inner.strip()}]({address})"


def _plain(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _plain(child) for child in node.children)


def _code(text: str) -> str:
    text = _SPACES.sub(" ", text)
    if not text.strip():
        return text
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    edge = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def _fence(node: Node) -> str:
    text = _plain(node).strip("\n")
    named = [_LANGUAGE.search(code.attributes.get("class", "")) for code in node.of("code")]
    language = next((found[1] for found in named if found), "")
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{ticks}{language}\n{text}\n{ticks}"


def _list(node: Node, *, other: bool) -> str:
    """`other`: it follows a list of the same kind, so another marker keeps the two apart."""
    first = int(node.attributes.get("start", "1") or 1)
    items: list[str] = []
    tight = True
    for place, item in enumerate(node.of("li")):
        marker = ("*" if other else "-") if node.tag == "ul" else f"{first + place}{')' if other else '.'}"
        blocks = list(_blocks(item.children)) or [""]
        nested = all(isinstance(c, str) or c.tag in ("ul", "ol") or not _is_block(c) for c in item.children)
        tight = tight and nested
        indent = " " * (len(marker) + 1)
        text = ("\n" if nested else "\n\n").join(blocks)
        items.append(f"{marker} {text}".replace("\n", f"\n{indent}").rstrip())
    return ("\n" if tight else "\n\n").join(re.sub(r"\n +(?=\n)", "\n", item) for item in items)


def _table(node: Node) -> str:
    rows = [row for part in [node, *node.of("thead", "tbody")] for row in part.of("tr")]
    cells = [[_cell(cell) for cell in row.of("th", "td")] for row in rows]
    width = max((len(row) for row in cells), default=0)
    if not width:
        return ""
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(node: Node) -> str:
    return _inline(node.children).replace("\\\n", " ").replace("|", "\\|").strip()
