"""Addresses of a knowledge base: which article they name."""

import re
from urllib.parse import unquote, urlsplit

_ARTICLE = re.compile(r"(?:/[a-z]{2,3}(?:-[A-Za-z]{2,4})?)?/kb/([^/?#]+)/?", re.ASCII)
_REVISION = re.compile(r"(?P<article>.*/kb/(?P<slug>[^/?#]+))/revision/(?P<number>[0-9]{1,12})/?", re.ASCII)


def base_of(url: str) -> str:
    """ "https://help.example.com" of an article's address; "" for an address that is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""


def slug_in(address: str, base: str) -> str | None:
    """The article that an address on this site (or one without a host) names; None for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.netloc and f"//{parts.netloc}" != base.partition(":")[2]:
        return None
    found = _ARTICLE.fullmatch(parts.path)
    return unquote(found[1]) if found else None


def revision_in(path: str) -> tuple[str, int] | None:
    """The article's slug and the revision's number in `/en-US/kb/backup/revision/17`."""
    found = _REVISION.fullmatch(path.strip())
    return (unquote(found["slug"]), int(found["number"])) if found else None
