"""Reads an answer as a browser or a reader of feeds does: what it says, and what of its form is wrong."""

import json
from typing import Any
from xml.etree import ElementTree

import html5rdf
from werkzeug.test import TestResponse

from tests.attack.naughty.filling_in import same


def _parsed(page: str) -> tuple[Any, Any]:
    """The parser and its tree. Without a doctype it is a part of a page."""
    parser = html5rdf.HTMLParser(tree=html5rdf.getTreeBuilder("etree"), namespaceHTMLElements=False)
    whole = page.lstrip()[:9].lower() == "<!doctype"
    return parser, parser.parse(page) if whole else parser.parseFragment(page)


def text_in(page: str) -> str:
    return "".join(_parsed(page)[1].itertext())


def words_of(page: str) -> tuple[str, list[str]]:
    """All that HTML says, in text and in attributes; and what it does wrong."""
    parser, tree = _parsed(page)
    said = ["".join(tree.itertext())]
    for node in tree.iter():
        said += [value for value in node.attrib.values() if isinstance(value, str)]
        if node.tag == "script" and node.get("type") == "application/ld+json":
            json.loads(node.text or "")
    return same("\n".join(said)), [f"{code} {more}" for _place, code, more in parser.errors]


def answer_of(answer: TestResponse) -> tuple[str, list[str]]:
    words = answer.get_data().decode("utf-8")
    if answer.mimetype == "text/html":
        return words_of(words)
    if answer.mimetype.endswith("xml"):
        return same("".join(ElementTree.fromstring(words).itertext())), []  # noqa: S314 - our own
    if answer.mimetype.endswith("json"):
        json.loads(words)
    return same(words), []
