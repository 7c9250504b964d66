"""What is counted over all documents: how many have a word, and how long texts are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

Lengths = dict[str, list[int]]
"""Language → documents, terms in their titles, terms in their bodies."""


@dataclass
class Tally:
    """Counts of public documents, or by how much they change. `spellings` says how folded words are written."""

    documents: int = 0
    words: Counter[str] = field(default_factory=Counter)
    spellings: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    lengths: Lengths = field(default_factory=dict)

    def add(self, lexemes: Iterable[str], words: Iterable[tuple[str, str]], sign: int = 1) -> None:
        """A public document's terms, and its words as (folded, written)."""
        self.documents += sign
        if sign > 0:
            self.words.update(lexemes)
        else:
            self.words.subtract(lexemes)
        pairs = list(words)
        if sign > 0:
            self.words.update([folded for folded, _ in pairs])
            for folded, written in pairs:
                if folded[1:] != written:
                    self.spellings[folded][written] += 1
        else:
            self.words.subtract([folded for folded, _ in pairs])

    def measure(self, language: str, title: int, body: int, sign: int = 1) -> None:
        measured = self.lengths.setdefault(language, [0, 0, 0])
        measured[0] += sign
        measured[1] += sign * title
        measured[2] += sign * body

    def written(self, folded: str) -> str | None:
        """How most people write a word, if not as it is folded; None as well for a term."""
        known = self.spellings.get(folded)
        if not known:
            return None
        spelling, times = known.most_common(1)[0]
        return spelling if 2 * times >= self.words[folded] else None


def joined(one: Lengths, other: Lengths) -> Lengths:
    """Both added; a language without documents is left out."""
    nothing = [0, 0, 0]
    added = {
        language: [a + b for a, b in zip(one.get(language, nothing), other.get(language, nothing), strict=True)]
        for language in {*one, *other}
    }
    return {language: numbers for language, numbers in added.items() if numbers[0] > 0}


def averages(lengths: Lengths, language: str) -> tuple[float, float]:
    """The usual number of terms in a title and in a body of this language; 1 where nothing is known."""
    documents, title, body = lengths.get(language, [0, 0, 0])
    return (title / documents or 1.0, body / documents or 1.0) if documents else (1.0, 1.0)
