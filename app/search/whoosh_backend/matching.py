"""Which documents have which words, and how strongly: the postings of one language's pair of fields."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from app.search.analysis import ANALYSED, Word, term
from app.search.whoosh_backend.ranking import BODY_B, TITLE_B, TITLE_WEIGHT, normalised, rarity, saturated
from app.search.whoosh_backend.reading import Snapshot

READ_AT_MOST = 40_000
"""Postings read to find documents with *some* of the words; the commonest words are left out beyond."""
SKIP_WHEN_RARER = 20
"""With this many times fewer candidates than postings, jumping from candidate to candidate is faster."""

Weights = dict[int, float]


@dataclass
class Matches:
    """Documents with their scores; `found` says for a word (by its index) which documents have it."""

    scores: Weights = field(default_factory=dict)
    found: list[tuple[int, Weights]] = field(default_factory=list)
    complete: bool = True

    def add(self, index: int, scores: Weights) -> None:
        self.found.append((index, scores))
        total = self.scores
        if not total:
            total.update(scores)
            return
        for document, score in scores.items():
            total[document] = total.get(document, 0.0) + score

    def join(self, other: "Matches") -> None:
        """Takes in what was found in another language: no document has two."""
        self.scores |= other.scores
        self.found += other.found
        self.complete = self.complete and other.complete

    def words_of(self, document: int) -> list[int]:
        """The words that a document has, in the order they were typed."""
        return sorted(index for index, having in self.found if document in having)


def with_all(snapshot: Snapshot, words: list[Word]) -> Matches:
    """Documents that have every word that is not a stop word of their language."""
    found = Matches()
    for language in ANALYSED:
        found.join(Lane(snapshot, language).with_all(words))
    return found


def with_some(
    snapshot: Snapshot, words: list[Word], language: str | None = None, read_at_most: int = READ_AT_MOST
) -> Matches:
    """Documents that have at least one word, in one language or in any."""
    found = Matches()
    for lane in (language,) if language else ANALYSED:
        found.join(Lane(snapshot, lane).with_some(words, read_at_most))
    return found


class Lane:
    """The fields of one analysed language."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self.snapshot = snapshot
        self.language = language
        self.fields = ((f"title_{language}", TITLE_WEIGHT, TITLE_B), (f"body_{language}", 1.0, BODY_B))
        self._documents: int | None = None

    def with_all(self, words: list[Word]) -> Matches:
        found = Matches()
        known = self._by_rarity(words)
        if not known or not all(frequency for frequency, _, _ in known):
            return found
        candidates: Weights | None = None
        weights: list[tuple[int, Weights]] = []
        for _, index, word in known:
            candidates = self._weights(word, candidates)
            if not candidates:
                return found
            weights.append((index, candidates))
        for index, weight in weights:
            scored = self._scored(weight)
            found.add(index, {document: scored[document] for document in candidates or ()})
        return found

    def with_some(self, words: list[Word], read_at_most: int) -> Matches:
        found = Matches()
        read = 0
        for frequency, index, word in self._by_rarity(words):
            read += frequency
            if read > read_at_most and found.scores:
                found.complete = False
                break
            found.add(index, self._scored(self._weights(word)))
        return found

    def _by_rarity(self, words: list[Word]) -> list[tuple[int, int, Word]]:
        """(postings to read, index, word) of all but stop words, rarest first."""
        known = [(index, word) for index, word in enumerate(words) if any(self._terms(word))]
        return sorted((sum(map(self._frequency, self._terms(word))), index, word) for index, word in known)

    def _terms(self, word: Word) -> list[str]:
        return [known for form in word.forms if (known := term(form, self.language))]

    def _frequency(self, text: str) -> int:
        reader = self.snapshot.searcher.reader()
        return sum(reader.doc_frequency(name, text) for name, _, _ in self.fields)

    def _weights(self, word: Word, within: Weights | None = None) -> Weights:
        """The word's weight in each document (or each of `within`): the whole word's, else that of all its parts."""
        whole, *parts = word.forms
        weights = self._term_weights(term(whole, self.language), within)
        known = [part for part in (term(part, self.language) for part in parts) if part]
        if known:
            split = self._term_weights(known[0], within)
            for part in known[1:]:
                other = self._term_weights(part, split)
                split = {document: min(weight, split[document]) for document, weight in other.items()}
            for document, weight in split.items():
                weights[document] = max(weight, weights.get(document, 0.0))
        return weights

    def _term_weights(self, text: str | None, within: Weights | None) -> Weights:
        weights: Weights = {}
        if text is None:
            return weights
        for name, field_weight, b in self.fields:
            if not self._has(name, text):
                continue
            shares = self.snapshot.derived(f"share {name}", partial(self._shares, name, b))
            for document, frequency in self._postings(name, text, within):
                weights[document] = weights.get(document, 0.0) + field_weight * frequency * shares[document]
        return weights

    def _has(self, name: str, text: str) -> bool:
        return any((name, text) in leaf for leaf, _ in self.snapshot.leaves)

    def _shares(self, name: str, b: float) -> list[float]:
        """What one occurrence is worth in each document; the average is that of documents in this language."""
        lengths = self.snapshot.lengths(name)
        average = sum(lengths) / max(1, len(lengths) - lengths.count(0)) or 1.0
        by_length = {length: normalised(1.0, length, average, b) for length in set(lengths)}
        return [by_length[length] for length in lengths]

    def _postings(self, name: str, text: str, within: Weights | None) -> Iterator[tuple[int, float]]:
        for leaf, offset in self.snapshot.leaves:
            if (name, text) not in leaf:
                continue
            matcher = leaf.postings(name, text)
            if within is None or leaf.doc_frequency(name, text) < SKIP_WHEN_RARER * len(within):
                active, ident, weight, advance = matcher.is_active, matcher.id, matcher.weight, matcher.next
                while active():
                    document = ident() + offset
                    if within is None or document in within:
                        yield document, weight()
                    advance()
                continue
            for document in sorted(within):
                if not matcher.is_active():
                    break
                if document >= offset:
                    matcher.skip_to(document - offset)
                    if matcher.is_active() and matcher.id() == document - offset:
                        yield document, matcher.weight()

    def _scored(self, weights: Weights) -> Weights:
        if self._documents is None:
            self._documents = len(self.snapshot.lengths(self.fields[0][0])) or 1
        worth = rarity(len(weights), self._documents)
        return {document: worth * saturated(weight) for document, weight in weights.items()}
