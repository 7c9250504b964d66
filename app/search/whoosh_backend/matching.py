"""Which documents have which words, and how strongly: the postings of one language's pair of fields."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.search.analysis import ANALYSED, Word, term
from app.search.whoosh_backend.ranking import BODY_B, TITLE_B, TITLE_WEIGHT, normalised, rarity, saturated
from app.search.whoosh_backend.reading import Snapshot

READ_AT_MOST = 60_000
"""Postings read to find documents with *some* of the words; the commonest words are left out beyond."""
SKIP_WHEN_RARER = 20
"""With this many times fewer candidates than postings, jumping from candidate to candidate is faster."""

Weights = dict[int, float]


@dataclass
class Matches:
    """Documents with their scores; `words` are the indices of the words found in each."""

    scores: Weights = field(default_factory=dict)
    words: dict[int, list[int]] = field(default_factory=dict)
    complete: bool = True

    def add(self, index: int, scores: Weights) -> None:
        for document, score in scores.items():
            self.scores[document] = self.scores.get(document, 0.0) + score
            self.words.setdefault(document, []).append(index)

    def join(self, other: "Matches") -> None:
        """Takes in what was found in another language: no document has two."""
        self.scores |= other.scores
        self.words |= other.words
        self.complete = self.complete and other.complete


def with_all(snapshot: Snapshot, words: list[Word]) -> Matches:
    """Documents that have every word that is not a stop word of their language."""
    found = Matches()
    for language in ANALYSED:
        found.join(Lane(snapshot, language).with_all(words))
    return found


def with_some(snapshot: Snapshot, words: list[Word], language: str | None = None) -> Matches:
    """Documents that have at least one word, in one language or in any."""
    found = Matches()
    for lane in (language,) if language else ANALYSED:
        found.join(Lane(snapshot, lane).with_some(words))
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

    def with_some(self, words: list[Word]) -> Matches:
        found = Matches()
        read = 0
        for frequency, index, word in self._by_rarity(words):
            read += frequency
            if read > READ_AT_MOST and found.scores:
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
            postings = list(self._postings(name, text, within))
            if not postings:
                continue
            lengths = self.snapshot.lengths(name)
            average = sum(lengths) / max(1, len(lengths) - lengths.count(0)) or 1.0
            for document, frequency in postings:
                weight = field_weight * normalised(frequency, lengths[document], average, b)
                weights[document] = weights.get(document, 0.0) + weight
        return weights

    def _postings(self, name: str, text: str, within: Weights | None) -> Iterator[tuple[int, float]]:
        for leaf, offset in self.snapshot.leaves:
            if (name, text) not in leaf:
                continue
            matcher = leaf.postings(name, text)
            if within is None or leaf.doc_frequency(name, text) < SKIP_WHEN_RARER * len(within):
                while matcher.is_active():
                    document = matcher.id() + offset
                    if within is None or document in within:
                        yield document, matcher.weight()
                    matcher.next()
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
