"""Placeholders: names in braces. What they are, which a text has, and filling them in. Pure."""

import re
from collections.abc import Mapping
from enum import StrEnum

from app.kit.texts import N_


class Placeholder(StrEnum):
    CUSTOMER = "customer"
    AGENT = "agent"
    BRAND = "brand"
    PRODUCT = "product"
    VERSION = "version"
    TITLE = "title"
    CASE = "case"
    PROMISE = "promise"
    ORDER = "order"
    SERIAL = "serial"


MEANINGS = {
    Placeholder.CUSTOMER: N_("the customer's name"),
    Placeholder.AGENT: N_("your name"),
    Placeholder.BRAND: N_("the brand's name"),
    Placeholder.PRODUCT: N_("the product"),
    Placeholder.VERSION: N_("its version"),
    Placeholder.TITLE: N_("the title of the question, or of a private case"),
    Placeholder.CASE: N_("the short name of the case"),
    Placeholder.PROMISE: N_("by when staff reply next, while they owe a reply"),
    Placeholder.ORDER: N_("the order number, if the customer gave it"),
    Placeholder.SERIAL: N_("the serial number, if the customer gave it"),
}
PRIVATE = frozenset({Placeholder.ORDER, Placeholder.SERIAL, Placeholder.CASE})
"""What belongs to the private case: never filled into what everybody reads."""

_NAMED = re.compile(r"\{([A-Za-z_]{1,40})\}")
_KNOWN = frozenset(one.value for one in Placeholder)


def unknown_in(text: str) -> list[str]:
    """The names in braces that are no placeholders, in order, each once."""
    return [name for name in dict.fromkeys(_NAMED.findall(text)) if name not in _KNOWN]


def open_in(text: str) -> list[str]:
    """The placeholders that nobody has filled in, in order, each once."""
    return [name for name in dict.fromkeys(_NAMED.findall(text)) if name in _KNOWN]


def filled(text: str, values: Mapping[Placeholder, str]) -> str:
    """The text with what is known put in; a value is put in as it is, and never read for placeholders again."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        return (values.get(Placeholder(name)) or found.group()) if name in _KNOWN else found.group()

    return _NAMED.sub(value, text)
