"""The two fields of one analysed language: which documents have a word or a phrase, and how strongly."""

from collections.abc import Collection, Iterator
from functools import partial

from app.search.analysis import Word, term
from app.search.ranking import BODY_B, SYNONYM_SHARE, TITLE_B, TITLE_WEIGHT, normalised
from app.search.sought import Sought, Way
from app.search.whoosh_backend.blocks import Block, blocks
from app.search.whoosh_backend.fields import decoded
from app.search.whoosh_backend.reading import Snapshot

Weights = dict[int, float]
Within = Collection[int] | None
Meaning = tuple[tuple[tuple[str, ...], ...], ...]
"""Ways, words, terms."""


class Lane:
    """A weight is a frequency with all fields added, each with its own weight, as if every field had average length."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self.snapshot = snapshot
        self.language = language
        self.fields = ((f"title_{language}", TITLE_WEIGHT, TITLE_B), (f"body_{language}", 1.0, BODY_B))

    def documents(self) -> int:
        return len(self.snapshot.lengths(self.fields[0][0])) or 1

    def asks(self, way: Way) -> list[Word]:
        """The words of a way that are no stop words here: with none, it is no condition."""
        return [word for word in way.words if self._terms(word)]

    def frequency(self, one: Sought) -> int:
        """Postings to read at most."""
        return sum(min(map(self._word_frequency, asked)) for way in one.ways if (asked := self.asks(way)))

    def meaning(self, one: Sought) -> Meaning:
        """The same for words that are forms of one."""
        return tuple(tuple(tuple(self._terms(word)) for word in self.asks(way)) for way in one.ways)

    def found_in(self, one: Sought) -> int:
        """In at least how many documents it is."""
        ways = ([self._word_found_in(word) for word in self.asks(way)] for way in one.ways)
        return min(max((min(words) for words in ways if words), default=0), self.documents())

    def weights(self, one: Sought, within: Within = None) -> list[Weights]:
        """For each way the documents that have it (of `within`, if that is given) with its weight; the typed way counts more."""
        found = []
        for number, way in enumerate(one.ways):
            weights = self._way(way, within)
            found.append(
                {document: SYNONYM_SHARE * weight for document, weight in weights.items()} if number else weights
            )
        return found

    def _way(self, way: Way, within: Within) -> Weights:
        weights: Weights | None = None
        for word in sorted(self.asks(way), key=self._word_frequency):
            other = self._word(word, within)
            weights = other if weights is None else _lower(weights, other)
            within = weights
            if not weights:
                return {}
        if weights and way.together and len(way.words) > 1:
            together = self._together(way.words, weights)
            weights = {document: weight for document, weight in weights.items() if document in together}
        return weights or {}

    def _word(self, word: Word, within: Within) -> Weights:
        """The weight of the whole word, else that of all its parts."""
        whole, *parts = word.forms
        weights = self._term(term(whole, self.language), within)
        split: Weights | None = None
        for part in filter(None, (term(part, self.language) for part in parts)):
            other = self._term(part, within if split is None else split)
            split = other if split is None else _lower(split, other)
        for document, weight in (split or {}).items():
            weights[document] = max(weight, weights.get(document, 0.0))
        return weights

    def _term(self, text: str | None, within: Within) -> Weights:
        weights: Weights = {}
        if text is None:
            return weights
        for name, field_weight, b in self.fields:
            shares: list[float] | None = None
            for offset, block in self._blocks(name, text, within):
                if shares is None:
                    shares = self.snapshot.derived(f"share {name}", partial(self._shares, name, field_weight, b))
                for number, frequency in zip(block.documents, block.frequencies(), strict=True):
                    document = number + offset
                    weights[document] = weights.get(document, 0.0) + frequency * shares[document]
        if within is not None:
            return {document: weight for document, weight in weights.items() if document in within}
        for document in self.snapshot.deleted:
            weights.pop(document, None)
        return weights

    def _together(self, words: tuple[Word, ...], within: Weights) -> set[int]:
        """The documents in which the words follow each other in the title or in one text; stop words count as any word."""
        placed = [(place, text) for place, word in enumerate(words) if (text := term(word.forms[0], self.language))]
        rarest_first = sorted(placed, key=lambda pair: self._frequency(pair[1]))
        return set().union(*(self._following(name, rarest_first, within) for name, _, _ in self.fields))

    def _following(self, name: str, placed: list[tuple[int, str]], within: Weights) -> Collection[int]:
        starts: dict[int, set[int]] | None = None
        for ahead, text in placed:
            found: dict[int, set[int]] = {}
            for offset, block in self._blocks(name, text, within if starts is None else starts):
                for number, value in zip(block.documents, block.values(), strict=True):
                    document = number + offset
                    if document not in (within if starts is None else starts):
                        continue
                    here = {place - ahead for place in decoded(value)}
                    if starts is not None:
                        here &= starts[document]
                    if here:
                        found[document] = here
            starts = found
        return starts or ()

    def _terms(self, word: Word) -> list[str]:
        return [known for form in word.forms if (known := term(form, self.language))]

    def _word_frequency(self, word: Word) -> int:
        return sum(map(self._frequency, self._terms(word)))

    def _word_found_in(self, word: Word) -> int:
        """Of title and body the one where more documents have it."""
        reader = self.snapshot.searcher.reader()
        return max(reader.doc_frequency(name, text) for text in self._terms(word) for name, _, _ in self.fields)

    def _frequency(self, text: str) -> int:
        reader = self.snapshot.searcher.reader()
        return sum(reader.doc_frequency(name, text) for name, _, _ in self.fields)

    def _blocks(self, name: str, text: str, within: Within) -> Iterator[tuple[int, Block]]:
        ascending = None if within is None else sorted(within)
        for leaf, offset in self.snapshot.leaves:
            wanted = ascending if ascending is None or not offset else [document - offset for document in ascending]
            for block in blocks(leaf, name, text, wanted):
                yield offset, block

    def _shares(self, name: str, field_weight: float, b: float) -> list[float]:
        """What one occurrence is worth in each document; the average is that of documents in this language."""
        lengths = self.snapshot.lengths(name)
        average = sum(lengths) / max(1, len(lengths) - lengths.count(0)) or 1.0
        by_length = {length: field_weight * normalised(1.0, length, average, b) for length in set(lengths)}
        return [by_length[length] for length in lengths]


def _lower(one: Weights, other: Weights) -> Weights:
    return {document: min(weight, one[document]) for document, weight in other.items() if document in one}
