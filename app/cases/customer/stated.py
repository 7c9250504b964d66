"""What a customer's own words say of what has a field of its own: an order number, a serial number, how to reach them. Pure.

Known by the word before it ("order AC-77120", "n. di serie 4471-02"), or, of an address and a telephone, by its shape. A
number that no word names may be either, so it is shown to whoever asks and decides nothing.
"""

import re

from app.cases.customer.models import Field

NUMBER_WORD = r"(?:number|numero|num\.?|no\.?|nr\.?|n\.|n°|nº|id|code|codice|#)"
LINK = r"\s{0,3}(?:(?:is|was|è|era)\s{1,3}|[:=]\s{0,3}|-\s{1,3})?#?\s{0,2}"
VALUE = r"(?P<value>[A-Z0-9][A-Z0-9/_-]{2,40})(?![\w])"
NAMED = {
    Field.ORDER: rf"(?:order|ordine|purchase)(?:\s{{1,3}}{NUMBER_WORD})?",
    Field.SERIAL: (
        rf"(?:serial(?:\s{{1,3}}{NUMBER_WORD})?|seriale|matricola|s/n|imei|(?:{NUMBER_WORD}\s{{0,3}})?di\s{{1,3}}serie)"
    ),
}
_NAMED = {field: re.compile(rf"(?<!\w){word}{LINK}{VALUE}", re.I) for field, word in NAMED.items()}
_REACHED = re.compile(
    r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?<![\w+])\+\d{1,3}[ ./-]?\d(?:[ ./-]?\d){6,12}(?!\w)"
    r"|(?:tel|phone|mobile|cell|telefono|cellulare|recapito)\w{0,8}[\s.:]{0,3}\d(?:[ ./-]?\d){5,13}(?!\w)",
    re.I,
)
_NUMBERED = re.compile(r"(?<![\w.@+-])(?=(?:[\w/-]*\d){5})[A-Z0-9][A-Z0-9/_-]{4,40}(?![\w@])", re.I)
LEAST_DIGITS = 3


def stated(words: str) -> dict[Field, str]:
    """The first of each kind, as it was written."""
    found = {field: value for field, pattern in _NAMED.items() if (value := _first(pattern, words))}
    if hit := _REACHED.search(words):
        found[Field.CONTACT] = hit.group()
    return found


def unnamed(words: str) -> list[str]:
    """Numbers that may be an order or a serial number: nothing says which."""
    named = {value.casefold() for value in stated(words).values()}
    numbers = _REACHED.sub(" ", words)
    return [value for value in dict.fromkeys(_NUMBERED.findall(numbers)) if value.casefold() not in named]


def _first(pattern: re.Pattern[str], words: str) -> str:
    values = (hit["value"].rstrip("-/_") for hit in pattern.finditer(words))
    return next((value for value in values if sum(one.isdigit() for one in value) >= LEAST_DIGITS), "")
