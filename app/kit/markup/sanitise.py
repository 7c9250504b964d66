"""The allow-list: the only HTML that a body can hold, whatever it came from.

Two parsers of different make read every body, so that a fault in one does not reach a reader.
"""

import re
from functools import partial
from threading import local

import nh3
from bleach._vendor.html5lib.treebuilders import getTreeBuilder
from bleach.html5lib_shim import BleachHTMLParser
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner

from app.kit.markup.limits import MAX_DEPTH, MAX_ELEMENTS, MAX_ELEMENTS_KEPT, MAX_ENTITIES, TooIntricate
from app.kit.markup.links import ADDRESS_RE, LINK_REL, PROTOCOLS, URL_RE, mark_link
from app.kit.markup.pictures import size_of
from app.kit.markup.plain import paragraphs_html, readable, without_tags
from app.kit.markup.reshape import OnlyOwnPictures, Reshape

TAGS = frozenset(
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
TAGS_TAKEN_IN = TAGS | {"h1", "h2"}

_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "code": {"class"},
    "td": {"align"},
    "th": {"align"},
    "img": {"src", "alt", "width", "height", "loading"},
}
_ATTRIBUTES_TAKEN_IN = {**_ATTRIBUTES, "img": {"src", "alt", "title"}}

_VALUES = {
    "start": re.compile(r"[0-9]{1,9}"),
    "class": re.compile(r"language-[\w+#.-]{1,30}"),
    "align": re.compile(r"left|center|right"),
    "width": re.compile(r"[0-9]{1,4}"),
    "height": re.compile(r"[0-9]{1,4}"),
    "loading": re.compile(r"lazy"),
}

# Bleach leaves entities as they are written, and takes an escaped ampersand for the beginning of one: `&amp;lt;` would
# come out as `&lt;`. It also cannot read numbers of thousands of digits.
_AMPERSAND_TAKEN_FOR_ENTITY = re.compile(r"&amp;(?=#|[0-9A-Za-z]+;)|&(?=#[0-9]{8}|#[xX][0-9A-Fa-f]{7})")

_mine = local()


def sanitise(html: str) -> str:
    """HTML reduced to the allow-list and well-formed; bare addresses become links. Doing it twice changes nothing.

    What is too intricate comes back as plain paragraphs.
    """
    try:
        return _clean("kept", html)
    except TooIntricate:
        return paragraphs_html(without_tags(html))


def take_in(html: str) -> str:
    """`sanitise` for a source seen for the first time: its headings and images are fitted to our page as well.

    Errors: TooIntricate when it nests deeper, or has more elements or escaped characters, than the caps allow.
    """
    return _clean("taken_in", html)


def first_pass(html: str, *, way: str = "kept") -> str:
    """Bleach alone."""
    # html5lib keeps the state of a parse on the parser, so a thread needs its own.
    if not hasattr(_mine, way):
        setattr(_mine, way, _CLEANERS[way]())
    cleaner: Cleaner = getattr(_mine, way)
    return cleaner.clean(_AMPERSAND_TAKEN_FOR_ENTITY.sub("&#38;", html))


def second_pass(html: str) -> str:
    """nh3 alone."""
    return _SECOND_PASS.clean(html)


_EMPTY_LINES_FIRST = re.compile(r"(<pre[^>]*>)\n+")
"""A browser drops the first of them each time it reads the text, and so does a parser: without them reading changes nothing."""


def _clean(way: str, html: str) -> str:
    if html.count("&") > MAX_ENTITIES:
        raise TooIntricate("entities")
    return _EMPTY_LINES_FIRST.sub(r"\1", second_pass(first_pass(readable(html), way=way)))


def _allowed(attributes: dict[str, set[str]], tag: str, name: str, value: str) -> bool:
    return name in attributes.get(tag, ()) and (name not in _VALUES or bool(_VALUES[name].fullmatch(value)))


def _value(tag: str, name: str, value: str) -> str | None:
    if (tag, name, value) == ("a", "rel", LINK_REL):
        return value
    if name == "href" and not ADDRESS_RE.match(value):
        return None
    if name == "src" and size_of(value) is None:
        return None
    return value if _allowed(_ATTRIBUTES, tag, name, value) else None


class _CountedElements(list):
    """The parser's stack of open elements: every element it makes goes through here, copies too."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.left = most

    def append(self, element: object) -> None:
        self.left -= 1
        if len(self) >= MAX_DEPTH or self.left < 0:
            raise TooIntricate("elements")
        super().append(element)


class _CountingTree(getTreeBuilder("etree")):  # type: ignore[misc]
    most = MAX_ELEMENTS

    def reset(self) -> None:
        super().reset()
        self.openElements = _CountedElements(self.most)


class _KeptTree(_CountingTree):
    most = MAX_ELEMENTS_KEPT


def _cleaner(tags: frozenset[str], attributes: dict[str, set[str]], tree: type, *first_filters: type) -> Cleaner:
    linkify = partial(LinkifyFilter, callbacks=[mark_link], skip_tags={"pre", "code"}, parse_email=False, url_re=URL_RE)
    cleaner = Cleaner(
        tags=tags,
        attributes=partial(_allowed, attributes),
        protocols=PROTOCOLS,
        strip=True,
        filters=[*first_filters, linkify],
    )
    cleaner.parser = BleachHTMLParser(
        tags=tags, strip=True, consume_entities=False, namespaceHTMLElements=False, tree=tree
    )
    return cleaner


_CLEANERS = {
    "kept": partial(_cleaner, TAGS, _ATTRIBUTES, _KeptTree, OnlyOwnPictures),
    "taken_in": partial(_cleaner, TAGS_TAKEN_IN, _ATTRIBUTES_TAKEN_IN, _CountingTree, Reshape),
}

_SECOND_PASS = nh3.Cleaner(
    tags=set(TAGS),
    attributes=_ATTRIBUTES,
    attribute_filter=_value,
    link_rel=LINK_REL,
    url_schemes=set(PROTOCOLS),
    clean_content_tags={"script", "style"},
)
