"""The words of a tsvector: terms by language, title terms, and what can be filtered by.

`ewifi` is the English term "wifi"; `=product:x200` says what the product is. No term begins with an equals sign.
"""

from collections.abc import Iterable

LETTERS = {"en": "e", "it": "i", "xx": "x"}
"""Before each term, that of the language whose rules it was made by."""
SPELLED = "~"
"""Before a folded word in the table of words, where terms are counted too."""
FILTER = "="
LATIN = 26
MAX_BYTES = 2_000
"""PostgreSQL refuses words of 2,046 bytes and more."""


def lexeme(term: str, language: str) -> str:
    return LETTERS[language] + term


def kept(value: str) -> str:
    """A text as the database can keep it, and never equal to one that it can keep as it is."""
    clean = value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return clean if clean == value else clean + "\N{REPLACEMENT CHARACTER}"


def filter_lexeme(name: str, value: object) -> str:
    return kept(f"{FILTER}{name}:{value}").encode("utf-8")[:MAX_BYTES].decode("utf-8", "ignore")


def quoted(word: str) -> str:
    """As it is written in a tsvector and in a tsquery."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def any_of(queries: Iterable[str]) -> str:
    return _joined(" | ", queries)


def all_of(queries: Iterable[str]) -> str:
    return _joined(" & ", queries)


def _joined(operator: str, queries: Iterable[str]) -> str:
    """Queries joined, empty ones left out."""
    parts = list(dict.fromkeys(query for query in queries if query))
    return parts[0] if len(parts) == 1 else "(" + operator.join(parts) + ")" if parts else ""


def letters_of(word: str) -> int:
    """The set of letters of a folded word as bits; what is not a to z shares five of them."""
    bits = 0
    for letter in word:
        place = ord(letter) - ord("a")
        bits |= 1 << (place if 0 <= place < LATIN else LATIN + place % 5)
    return bits
