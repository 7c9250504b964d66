"""Which of our articles a text points to. Pure."""

import re
from html import unescape

_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
_ADDRESS = re.compile(r"(?P<host>https?://[^/]+)?/articles/(?P<id>[1-9]\d{0,8})(?:/(?P<slug>[a-z0-9-]*))?(?:[?#].*)?")


def linked_articles(html: str) -> dict[int, str | None]:
    """Ids of the articles that sanitised HTML links to. With a host in the address, the slug that has to prove that
    it is ours ("" if there is none); None for an address on this site itself."""
    found: dict[int, str | None] = {}
    for address in _HREF.findall(html):
        if match := _ADDRESS.fullmatch(unescape(address)):
            slug = (match["slug"] or "") if match["host"] else None
            number = int(match["id"])
            if number not in found or slug is None:
                found[number] = slug
    return found
