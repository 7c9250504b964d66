"""What RFC 4287 and RFC 5005 ask of a feed, checked to the letter; each fault in words."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as Xml

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:\S+")
OF_FEED = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (1, 1), "subtitle": (0, 1), "link": (2, 9), "entry": (0, 100)}  # fmt: skip
OF_ENTRY = {"id": (1, 1), "title": (1, 1), "updated": (1, 1), "published": (1, 1), "author": (1, 1), "content": (1, 1), "category": (1, 20), "link": (1, 3)}  # fmt: skip
VOID = {"br", "hr", "img"}


class _Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def faults(raw: bytes, address: str) -> list[str]:
    """Everything that is wrong with the feed that was sent for `address`."""
    root = Xml.fromstring(raw)
    found = [] if root.tag == f"{ATOM}feed" else [f"root is {root.tag}"]
    found += [*_counted(root, OF_FEED, "feed"), *_links(root, address), *_texts(root, "feed")]
    entries = root.findall(f"{ATOM}entry")
    for number, entry in enumerate(entries):
        found += _entry(entry, f"entry {number}")
        if _of(entry, "updated") > _of(root, "updated"):
            found.append(f"entry {number} is newer than its feed")
    twice = [name for name, count in Counter(_of(entry, "id") for entry in entries).items() if count > 1]
    return found + [f"twice: {name}" for name in twice]


def _of(node: Xml.Element, name: str) -> str:
    return node.findtext(f"{ATOM}{name}") or ""


def _counted(node: Xml.Element, allowed: dict[str, tuple[int, int]], where: str) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in node)
    yield from (f"{where}: <{name}> does not belong here" for name in counts if name not in allowed)
    for name, (least, most) in allowed.items():
        if not least <= counts[name] <= most:
            yield f"{where}: {counts[name]} × <{name}>"


def _texts(node: Xml.Element, where: str) -> Iterator[str]:
    if not TAG.fullmatch(_of(node, "id")):
        yield f"{where}: id {_of(node, 'id')!r}"
    if not _of(node, "title").strip():
        yield f"{where}: no title"
    if not (node.findtext(f"{ATOM}author/{ATOM}name") or "").strip():
        yield f"{where}: nobody wrote it"
    for name in ("updated", "published"):
        for one in node.findall(f"{ATOM}{name}"):
            if not TIME.fullmatch(one.text or "") or datetime.fromisoformat(one.text or "").tzinfo is None:
                yield f"{where}: {name} {one.text!r}"


def _links(root: Xml.Element, address: str) -> Iterator[str]:
    links = [(link.get("rel", "alternate"), link.get("href", "")) for link in root.findall(f"{ATOM}link")]
    for relation, count in Counter(relation for relation, _href in links).items():
        if count > 1:
            yield f"feed: {count} links {relation}"
    named = dict(links)
    if urlsplit(named.get("self", "")).path != urlsplit(address).path or not named["self"].endswith(address):
        yield f"feed: self is {named.get('self')}"
    for relation in named:
        if relation not in ("self", "alternate", "first", "next", "previous", "last"):
            yield f"feed: link {relation}"
        if not urlsplit(named[relation]).netloc:
            yield f"feed: link {relation} without a host"
    if not (root.get(f"{XML}base") or "").startswith("http"):
        yield "feed: relative links are read against nothing"


def _entry(entry: Xml.Element, where: str) -> Iterator[str]:
    yield from _counted(entry, OF_ENTRY, where)
    yield from _texts(entry, where)
    links = {link.get("rel"): link.get("href", "") for link in entry.findall(f"{ATOM}link")}
    if not urlsplit(urljoin("http://x/", links.get("alternate", ""))).path.strip("/"):
        yield f"{where}: no alternate"
    if _of(entry, "updated") < _of(entry, "published"):
        yield f"{where}: changed before it was published"
    yield from _content(entry, where)


def _content(entry: Xml.Element, where: str) -> Iterator[str]:
    label = next((one for one in entry.findall(f"{ATOM}category") if one.get("scheme") == "urn:label"), None)
    content = entry.find(f"{ATOM}content")
    words = content.text or "" if content is not None else ""
    if content is None or content.get("type") != "html":
        yield f"{where}: content is no HTML"
    if label is None or not label.get("label"):
        yield f"{where}: no label"
    elif not words.startswith(f"<p><strong>{escape(label.get('label', ''))}</strong></p>"):
        yield f"{where}: the label does not come first"
    parser = _Balanced()
    parser.feed(words)
    yield from (f"{where}: {fault}" for fault in parser.faults + [f"<{tag}> stays open" for tag in parser.open])
    yield from (f"{where}: <{tag}>" for tag in parser.seen if tag in ("script", "style", "svg", "iframe", "form"))
