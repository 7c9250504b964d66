"""A page as it is read aloud or copied: its visible words in order; and which label stands before a post's words."""

import re
from html.parser import HTMLParser

SILENT = frozenset({"script", "style", "template", "head", "svg"})
VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "use", "path", "source", "wbr"})


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent.append(tag)
        if tag not in ("b", "strong", "em", "i", "span", "mark", "a", "small", "ins", "del", "code"):
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def words_of(html: str) -> str:
    """All visible text of a page in reading order, in one line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.pieces).split())


def nearest_label(text: str, at: int, wordings: set[str]) -> str:
    """The last of the known wordings that ends before a place in a text; "" if there is none."""
    found = [(text.rfind(wording, 0, at), len(wording), wording) for wording in wordings]
    place, _length, wording = max(found)
    return wording if place >= 0 else ""


def places(text: str, token: str) -> list[int]:
    return [match.start() for match in re.finditer(re.escape(token), text)]
