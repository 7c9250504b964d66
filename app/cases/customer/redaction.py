"""A text as an invited expert reads it: without who anybody is, what they bought, or where they can be found. Pure.

What is known of the customer is taken out word for word; what looks like an address, a link or a number that names somebody
is taken out by its shape, so that too much goes rather than too little.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

HIDDEN = "[…]"
LINK = re.compile(r"(?:https?://|www\.)\S+", re.I)
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
NUMBERED = re.compile(r"(?<![\w.])(?=[\w/-]*\d[\w/-]*\d[\w/-]*\d[\w/-]*\d[\w/-]*\d)[\w][\w/-]{4,}")
"""A word with five digits or more: an order, a serial number. A version has dots, and fewer."""
PHONE = re.compile(r"\+?\d[\d ()./-]{5,}\d")
LEAST = 3
"""A shorter name or value stands in any text by chance."""

Finds = Callable[[str], Iterable[tuple[int, int]]]


def redacted(text: str, *, people: Mapping[str, str], values: Sequence[str], finds: Finds) -> str:
    """`people`: a name, and what stands for it; `values`: what the customer told staff alone; `finds`: further spans."""
    text = PICTURE.sub(HIDDEN, text)
    for start, end in sorted(finds(text), reverse=True):
        text = text[:start] + HIDDEN + text[end:]
    for value in sorted(filter(None, values), key=len, reverse=True):
        if len(value) >= LEAST:
            text = re.sub(re.escape(value), HIDDEN, text, flags=re.I)
    for pattern in (LINK, EMAIL, NUMBERED, PHONE):
        text = pattern.sub(HIDDEN, text)
    return _without_names(text, people)


def _without_names(text: str, people: Mapping[str, str]) -> str:
    """Whole names first, then each part of them that is long enough to be one."""
    parts = {name: stands for name, stands in people.items() if len(name) >= 2}
    parts |= {part: stands for name, stands in people.items() for part in name.split() if len(part) >= LEAST}
    for name in sorted(parts, key=len, reverse=True):
        stands = parts[name].replace("\\", r"\\")
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", stands, text, flags=re.I)
    return text
