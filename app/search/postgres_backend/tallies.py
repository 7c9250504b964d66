"""What is counted over all documents: how many have a word, and how long texts are."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

Lengths = dict[str, list[int]]
"""Language → documents, terms in their titles, terms in their bodies."""


WRITTEN = "\t"


def spelled(folded: str, written: str) -> str:
    """A folded word (with `terms.SPELLED` before it), and how people write it if that is not as it is folded."""
    return folded if folded[1:] == written else f"{folded}{WRITTEN}{written}"


@dataclass
class Tally:
    """Counts of public documents, or by how much they change. `spellings` says how folded words are written."""

    documents: int = 0
    words: Counter[str] = field(default_factory=Counter)
    spellings: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    lengths: Lengths = field(default_factory=dict)

    def add(self, lexemes: Iterable[str], words: Collection[str], sign: int = 1) -> None:
        """A public document's terms, and its words as `spelled` says them."""
        self.documents += sign
        count = self.words.update if sign > 0 else self.words.subtract
        otherwise = [word.split(WRITTEN) for word in words if WRITTEN in word]
        count(lexemes)
        count([word for word in words if WRITTEN not in word])
        count([folded for folded, _ in otherwise])
        if sign > 0:
            for folded, written in otherwise:
                self.spellings[folded][written] += 1

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
