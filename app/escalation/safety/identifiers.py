"""Numbers and addresses that say who somebody is or what they bought: found by their shape, and by their check digits
where they have some."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.escalation.safety.topics import Topic


@dataclass(frozen=True)
class Identifier:
    """`text[start:end]` must not be public; `topic` says what it is for."""

    topic: Topic
    start: int
    end: int


NUMBER_WORD = r"(?:number|numero|num\.?|no\.|nr\.?|n\.|n°|nº|id|code|codice|ref\.?|reference|#)"
VALUE = r"(?P<value>[A-Z0-9](?:[A-Z0-9/_-]{2,30})[A-Z0-9])"
LINK = r"\s{0,3}(?:(?:is|was|are|è|era)\s{1,3}|[:=]\s{0,3}|-\s{1,3})?#?\s{0,2}"
THINGS = r"order|ordine|invoice|fattura|tracking|imei|shipment|spedizione|contract|contratto|bolla|ticket"
NAMED_THINGS = (
    r"customer|client|cliente|account|serial|seriale|case|pratica|policy|polizza|booking|prenotazione|member|tessera|"
    r"di serie|purchase|acquisto|cliente"
)
UNITS = r"(?:pieces|pcs|units|of\b|pezzi|unità|copies|times|volte)"

THING = re.compile(
    rf"(?<!to\s)(?<!in\s)(?<!\w)(?:{THINGS})(?:\s{{1,3}}{NUMBER_WORD})?{LINK}{VALUE}(?!\s{{1,3}}{UNITS})", re.I
)
NAMED_THING = re.compile(
    rf"(?<!\w)(?:(?:{NAMED_THINGS})\s{{1,3}}{NUMBER_WORD}|{NUMBER_WORD}\s{{1,3}}(?:(?:di|del|d')\s{{0,2}})?"
    rf"(?:{THINGS}|{NAMED_THINGS})|matricola|s/n|p/?iva|partita iva){LINK}{VALUE}",
    re.I,
)
CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]){11,30}(?!\w)")
EMAIL = re.compile(r"(?<![\w.+-])([A-Z0-9._%+-]{1,64})@([A-Z0-9-]{1,63}(?:\.[A-Z0-9-]{1,63}){1,4})(?!\w)", re.I)
PHONE = re.compile(
    r"(?:(?<![\w+])\+\d{1,3}[ ./-]?(?:\(0\))?\d(?:[ ./-]?\d){6,12}"
    r"|(?:tel|phone|call me|mobile|cell|telefono|cellulare|chiamatemi|chiamami|recapito)\w{0,8}[\s.:]{0,3}"
    r"(?:is|at|number|on|al|numero|è|mio|my|no\.?|n\.){0,2}[\s.:]{0,3}\d(?:[ ./-]?\d){7,13})(?!\w)",
    re.I,
)
PASSWORD = re.compile(
    r"(?:(?:password|passphrase)(?:\s{1,3}(?:is|was|è|era))?\s{0,2}[:= ]\s{0,3}['\"“«]?(?P<word>[^\s'\"”»]{6,60})"
    r"|\bpin(?:\s{1,3}(?:is|was|è|era)|\s?:)\s{1,3}(?P<pin>\d{4,8}))(?!\w)",
    re.I,
)
TAX_CODE = re.compile(r"(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)", re.I)
STREET_EN = re.compile(
    r"(?<!\w)\d{1,5}\s[A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{1,20}){0,2}\s(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)(?!\w)"
)
STREET_IT = re.compile(
    r"(?<!\w)(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso)\s[A-Z][a-zà-ù]{1,20}(?:\s[A-Za-zà-ù]{1,20}){0,3},?\s\d{1,4}[,\s-]{1,3}\d{5}(?!\d)"
)
OFFICES = re.compile(r"(?:info|support|help|sales|contact|no-?reply|admin|postmaster|assistenza|webmaster)", re.I)
EXAMPLES = re.compile(r"(?:.*\.)?(?:example\.(?:com|org|net)|localhost|local|lan|test)", re.I)
YEAR = re.compile(r"(?:19|20)\d\d")


def identifiers(text: str) -> list[Identifier]:
    """In order; those inside another are left out."""
    found = sorted((one for find in FINDERS for one in find(text)), key=lambda one: (one.start, -one.end))
    kept: list[Identifier] = []
    for one in found:
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept


def _things(text: str) -> Iterator[Identifier]:
    """A number with a word before it that says what it numbers: at least four digits, and no bare year."""
    for pattern in (THING, NAMED_THING):
        for hit in pattern.finditer(text):
            value = hit["value"]
            if sum(character.isdigit() for character in value) >= 4 and not YEAR.fullmatch(value):
                yield Identifier(Topic.ORDER, *hit.span("value"))


def _cards(text: str) -> Iterator[Identifier]:
    for hit in CARD.finditer(text):
        digits = [int(character) for character in hit.group() if character.isdigit()]
        if len(set(digits)) > 1 and _luhn(digits):
            yield Identifier(Topic.PAYMENT, *hit.span())


def _ibans(text: str) -> Iterator[Identifier]:
    for hit in IBAN.finditer(text):
        end = _checked_end(hit.group())
        if end:
            yield Identifier(Topic.PAYMENT, hit.start(), hit.start() + end)


def _checked_end(written: str) -> int:
    """The longest beginning of it that passes modulo 97, so that a word after the number does no harm; 0 for none."""
    for end in range(len(written), 14, -1):
        packed = written[:end].replace(" ", "")
        if written[end - 1] != " " and len(packed) >= 15:
            turned = packed[4:] + packed[:4]
            if int("".join(str(int(character, 36)) for character in turned)) % 97 == 1:
                return end
    return 0


def _addresses(text: str) -> Iterator[Identifier]:
    for hit in EMAIL.finditer(text):
        if not OFFICES.fullmatch(hit[1]) and not EXAMPLES.fullmatch(hit[2]) and not hit[2].isdigit():
            yield Identifier(Topic.PERSON, *hit.span())


def _passwords(text: str) -> Iterator[Identifier]:
    for hit in PASSWORD.finditer(text):
        group = "word" if hit["word"] else "pin"
        if group == "pin" or re.search(r"\d", hit[group]):
            yield Identifier(Topic.ACCOUNT, *hit.span(group))


def _plain(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Identifier]]:
    def find(text: str) -> Iterator[Identifier]:
        return (Identifier(Topic.PERSON, *hit.span()) for hit in pattern.finditer(text))

    return find


def _luhn(digits: list[int]) -> bool:
    doubled = [digit if at % 2 == 0 else sum(divmod(digit * 2, 10)) for at, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


FINDERS = (
    _things,
    _cards,
    _ibans,
    _addresses,
    _passwords,
    *map(_plain, (PHONE, TAX_CODE, STREET_EN, STREET_IT)),
)
