"""Reads HTML as a browser would and says what in it could act, independently of the code under test."""

import re
from html.parser import HTMLParser

ALLOWED = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "samp",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    ]
)
ATTRIBUTES = frozenset({"href", "title", "rel", "start", "class", "align"})
OWN_PICTURE = re.compile(r"/images/[0-9a-f]{26}-[0-9]{1,4}x[0-9]{1,4}\.(png|jpg|webp)")
OF_PICTURES = {
    "src": OWN_PICTURE,
    "alt": re.compile(r".*", re.DOTALL),
    "width": re.compile(r"[0-9]{1,4}"),
    "height": re.compile(r"[0-9]{1,4}"),
    "loading": re.compile("lazy"),
}
VOIDS = frozenset({"br", "hr", "img"})


class Reading(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.words: list[str] = []
        self.stack: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"never closed: {tag}" for tag in self.stack]

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED | {"span"}:
            self.faults.append(f"tag {tag}")
        if tag == "img":
            said = dict(attrs)
            bad = [name for name, value in attrs if not (name in OF_PICTURES and OF_PICTURES[name].fullmatch(value))]
            missing = OF_PICTURES.keys() - said.keys() if "src" in said else set()
            self.faults += [f"picture's {name}" for name in [*bad, *missing]]
            return
        for name, value in attrs:
            if name not in ATTRIBUTES | {"role"}:
                self.faults.append(f"attribute {name}")
            if name == "href" and not re.match(r"(https?:|mailto:|[^:/?#]*([/?#]|$))", value or "", re.IGNORECASE):
                self.faults.append(f"address {value}")
        if tag == "a" and dict(attrs).get("rel") != "nofollow ugc noopener":
            self.faults.append("rel")
        if tag not in VOIDS:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"closes out of turn: {tag}")

    def handle_comment(self, data):
        self.faults.append("comment")

    def handle_decl(self, decl):
        self.faults.append("declaration")

    def handle_data(self, data):
        self.words.append(data)


def faults(html: str) -> list[str]:
    return Reading(html).faults


def words(html: str) -> str:
    return "".join(Reading(html).words)
