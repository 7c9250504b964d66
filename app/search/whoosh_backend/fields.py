"""The kinds of indexed field: terms with their places in a text, and plain sets of terms."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

from whoosh.fields import KEYWORD
from whoosh.formats import Existence, Format

Posting = tuple[str, int, float, bytes]


class Places(Format):
    """Per document and term its frequency, as the weight, and the places where it stands, four bytes each."""

    def word_values(self, value: Iterable[tuple[str, int]], analyzer: object, **kwargs: object) -> Iterator[Posting]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for term, place in value:
            found[term].append(place)
        for term, places in found.items():
            yield term, len(places), float(len(places)), array("I", places).tobytes()

    def combine(self, values: Iterable[bytes]) -> bytes:
        return array("I", sorted({place for value in values for place in decoded(value)})).tobytes()


def decoded(value: bytes) -> array:
    places = array("I")
    places.frombytes(value)
    return places


class PlacedTerms(KEYWORD):
    """Takes (term, place) pairs; knows how many there are in each document."""

    def __init__(self) -> None:
        super().__init__(scorable=True)
        self.format = Places()


class TermSet(KEYWORD):
    """Takes terms, each once; knows only which documents have them.

    Lengths are kept though nothing is scored: without them Whoosh looks for their file with every posting it writes.
    """

    def __init__(self) -> None:
        super().__init__(scorable=True)
        self.format = Existence()
