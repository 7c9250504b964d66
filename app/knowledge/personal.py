"""Personal data that may stand in a text: what an editor is asked to look at before it is published. Pure."""

import re

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\w.,:/-])(?:\+|00)?\d{2,4}[ /.-]\d{3,4}(?:[ .-]?\d{2,4}){1,3}(?![\w-])")
FEW = 5


def personal_data_in(text: str) -> list[str]:
    """At most five e-mail addresses and numbers that look like telephone numbers, each once, in reading order."""
    found = sorted([*_MAIL.finditer(text), *_PHONE.finditer(text)], key=lambda match: match.start())
    return list(dict.fromkeys(match.group() for match in found))[:FEW]
