"""An Atom feed (RFC 4287), in pages (RFC 5005), written so that nothing in a text can break it. Pure: entries in, bytes out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from xml.etree import ElementTree as Xml

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow, not even escaped."""


@dataclass(frozen=True)
class Part:
    """A labelled piece of an entry: the label's words, then the sanitised body."""

    label: str
    html: str = ""

    @property
    def content(self) -> str:
        return f"<p><strong>{escape(self.label)}</strong></p>\n{self.html}"


@dataclass(frozen=True)
class Entry:
    """One thread or post. `id` never changes, whatever becomes of its title; `status` and `label` say who is speaking;
    `role` is the author's when they wrote it; `via` is where an imported one came from."""

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    author: str
    status: str
    label: str
    parts: Sequence[Part]
    language: str = ""
    topics: Sequence[str] = ()
    role: str = ""
    via: str = ""

    @property
    def byline(self) -> str:
        return " · ".join(part for part in (self.author or "—", self.role) if part)


def feed(
    *,
    id: str,
    title: str,
    author: str,
    site: str,
    at: str,
    of: str,
    entries: Sequence[Entry],
    empty_at: datetime,
    about: str = "",
    pages: Mapping[str, str] | None = None,
) -> bytes:
    """The feed as a file. `site` is the address relative links are read against, `at` the feed's own, `of` its page's;
    `pages` are its neighbours by relation (`first`, `next`).

    `updated` of the feed is that of its latest entry, so that it is the same for the same content; `empty_at` when
    there is none.
    """
    Xml.register_namespace("", ATOM)
    root = Xml.Element(f"{{{ATOM}}}feed", {f"{{{XML}}}base": f"{site}/"})
    _text(root, "id", id)
    _text(root, "title", title)
    if about:
        _text(root, "subtitle", about)
    _text(root, "updated", _time(max((entry.updated for entry in entries), default=empty_at)))
    _text(_element(root, "author"), "name", author)
    _element(root, "link", rel="self", type="application/atom+xml", href=at)
    _element(root, "link", rel="alternate", type="text/html", href=of)
    for relation, address in (pages or {}).items():
        _element(root, "link", rel=relation, type="application/atom+xml", href=address)
    for entry in entries:
        _entry(root, entry)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: Xml.Element, entry: Entry) -> None:
    node = _element(root, "entry")
    if entry.language:
        node.set(f"{{{XML}}}lang", entry.language)
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _element(node, "link", rel="alternate", type="text/html", href=entry.url)
    if entry.via:
        _element(node, "link", rel="via", href=_clean(entry.via))
    _text(node, "published", _time(entry.published))
    _text(node, "updated", _time(entry.updated))
    _text(_element(node, "author"), "name", entry.byline)
    _element(node, "category", scheme="urn:label", term=entry.status, label=_clean(entry.label))
    for topic in entry.topics:
        _element(node, "category", term=topic)
    content = _element(node, "content", type="html")
    content.text = _clean("\n".join(part.content for part in entry.parts))


def _element(parent: Xml.Element, name: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)


def _text(parent: Xml.Element, name: str, text: str) -> None:
    _element(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
