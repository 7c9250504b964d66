"""A page as it is kept and sent: packed, which takes a fifth of the room here and on the way.

Only what everybody sees is packed: of a page that holds a secret beside words that somebody else put there, the packed size
would tell the secret letter by letter.
"""

import gzip
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Headers = list[tuple[str, str]]
LEVEL = 5
"""Of nine. A page takes half a millisecond, once; nine would take twice that for one byte in a hundred."""


@dataclass(frozen=True)
class Page:
    """`headers` are those of the page unpacked."""

    packed: bytes
    headers: Headers

    @classmethod
    def of(cls, body: bytes, headers: Headers) -> "Page":
        return cls(gzip.compress(body, LEVEL, mtime=0), headers)

    @property
    def encoding(self) -> dict[str, str]:
        """The headers of the page packed that are others. Its ETag says: the same page, not the same bytes."""
        etag = dict(self.headers)["ETag"].removeprefix("W/")
        return {"Content-Length": str(len(self.packed)), "ETag": f"W/{etag}", "Content-Encoding": "gzip"}

    @cached_property
    def packed_headers(self) -> Headers:
        changed = self.encoding
        return [*(pair for pair in self.headers if pair[0] not in changed), *changed.items()]

    def sent_to(self, environ: dict[str, Any]) -> tuple[bytes, Headers]:
        """As this browser takes it."""
        if unpacks(environ):
            return self.packed, self.packed_headers
        return gzip.decompress(self.packed), self.headers


def unpacks(environ: dict[str, Any]) -> bool:
    """Whether a browser takes what is packed. One that says how gladly gets it plain."""
    taken = environ.get("HTTP_ACCEPT_ENCODING", "")
    return "gzip" in taken and "gzip;q=" not in taken.replace(" ", "")
