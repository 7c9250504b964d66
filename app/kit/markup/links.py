"""Links in bodies: which addresses become one, and what every one carries."""

import re

LINK_REL = "nofollow ugc noopener"

PROTOCOLS = frozenset({"http", "https", "mailto"})

MAX_URL = 2_000

URL_RE = re.compile(rf"(?:https?://|www\.)[^\s<>\"]{{2,{MAX_URL}}}", re.IGNORECASE)
"""One bounded run of characters after a fixed beginning, with no alternatives to go back to: linear for any text."""

ADDRESS_RE = re.compile(r"(?:https?|mailto):|[^:/?#]*(?:[/?#]|$)", re.IGNORECASE)
"""How an allowed address begins: with an allowed protocol, or with none. A colon in its first part that is not the end
of a protocol we know has no honest use."""

Attributes = dict[object, str]

HREF = (None, "href")
REL = (None, "rel")


def mark_link(attributes: Attributes, is_new: bool) -> Attributes | None:
    """Readers' links lend no weight to their target and give it no handle on our page.

    An address found in text that reaches the bound was cut, so it would lead elsewhere: it stays text.
    """
    if is_new:
        address = attributes["_text"]
        if len(address) >= MAX_URL:
            return None
        if address[:4].lower() == "www.":
            attributes[HREF] = "https://" + address
    attributes[REL] = LINK_REL
    return attributes
