"""Addresses inside a Discourse forum: which topic and post they lead to."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

_TOPIC = re.compile(r"/t/(?:(?P<slug>[^/?#]*[^/?#0-9][^/?#]*|-)/)?(?P<topic>[0-9]{1,12})(?:/(?P<post>[0-9]{1,9}))?/?")


@dataclass(frozen=True, slots=True)
class Place:
    """A topic, and the number of one of its posts if the address names one."""

    topic: int
    post: int | None = None

    @property
    def path(self) -> str:
        """The short form of its address there; it leads here once the topic has been taken over."""
        return f"/t/{self.topic}" if self.post in (None, 1) else f"/t/{self.topic}/{self.post}"


def place_of(path: str) -> Place | None:
    """The place that a path leads to; None if it is no topic's."""
    found = _TOPIC.fullmatch(path)
    return Place(int(found["topic"]), int(found["post"]) if found["post"] else None) if found else None


@dataclass(frozen=True, slots=True)
class Forum:
    """The forum by its address ("https://forum.example.com", "" if the archive does not say it)."""

    base: str

    @property
    def host(self) -> str:
        return self.base.partition("//")[2].lower()

    def whole(self, address: str) -> str:
        """An address as it is outside of the forum. What cannot be read as one stays as it is."""
        try:
            return urljoin(self.base + "/", address) if self.base else address
        except ValueError:
            return address

    def place(self, address: str) -> Place | None:
        """The topic of this forum that an address leads to; None for addresses elsewhere."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.netloc and parts.netloc.lower() != self.host:
            return None
        return place_of(parts.path)


def forum_of(url: str) -> Forum | None:
    """The forum that a topic's address names; None for an address that is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return Forum(f"{parts.scheme}://{parts.netloc}") if parts.scheme in ("http", "https") and parts.netloc else None
