"""Which documents have what is sought, and how well each fits."""

from collections.abc import Container
from dataclasses import dataclass, field

from app.search.analysis import ANALYSED
from app.search.ranking import rarity, saturated
from app.search.sought import Sought, Way
from app.search.whoosh_backend.lane import Lane, Meaning, Weights
from app.search.whoosh_backend.reading import Snapshot

READ_AT_MOST = 40_000
"""Postings read to find documents with *some* of the words; the commonest words are left out beyond."""


@dataclass
class Matches:
    """Documents with their scores; `found` says for a way to say something which documents have it."""

    scores: Weights = field(default_factory=dict)
    found: list[tuple[tuple[int, int], Way, Container[int]]] = field(default_factory=list)
    complete: bool = True

    def add(self, scores: Weights) -> None:
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

    def words_of(self, document: int) -> tuple[str, ...]:
        """The words that a document has, in the order they were typed, each once; a synonym where it stands in for one."""
        ways = sorted(((order, way) for order, way, having in self.found if document in having), key=lambda one: one[0])
        return tuple(dict.fromkeys(word.text for _, way in ways for word in way.words))


def with_all(snapshot: Snapshot, wanted: list[Sought]) -> Matches:
    """Documents that have every piece that is not made of stop words of their language alone."""
    found = Matches()
    for language in ANALYSED:
        found.join(_all(Lane(snapshot, language), wanted))
    return found


def with_some(
    snapshot: Snapshot, wanted: list[Sought], language: str | None = None, read_at_most: int = READ_AT_MOST
) -> Matches:
    """Documents that have all needed pieces and, if there are others, at least one piece; in one language or in any."""
    found = Matches()
    for lane in (language,) if language else ANALYSED:
        found.join(_some(Lane(snapshot, lane), wanted, read_at_most))
    return found


Known = list[tuple[int, int, Sought]]


def _by_rarity(lane: Lane, wanted: list[Sought]) -> Known:
    """(postings to read, place, piece) of all pieces that are a condition in this language, rarest first."""
    known = [(place, one) for place, one in enumerate(wanted) if lane.asks(one.ways[0])]
    return sorted(((lane.frequency(one), place, one) for place, one in known), key=lambda piece: piece[:2])


def _all(lane: Lane, wanted: list[Sought]) -> Matches:
    found = Matches()
    known = _by_rarity(lane, wanted)
    if not all(frequency for frequency, _, _ in known):
        return found
    return _narrowed(lane, known)


def _narrowed(lane: Lane, known: Known) -> Matches:
    """Those that have all of the pieces; each next piece is looked for only where the ones before it are."""
    candidates: Weights | None = None
    having: list[tuple[int, Sought, list[Weights], Weights]] = []
    for _, place, one in known:
        ways = lane.weights(one, candidates)
        candidates = _joined(ways)
        if not candidates:
            return Matches()
        having.append((place, one, ways, candidates))
    found, counted = Matches(), set[Meaning]()
    for place, one, ways, weights in having:
        if not _again(lane, one, counted):
            scored = _scored(lane, one, weights)
            found.add({document: scored[document] for document in candidates or ()})
        _note(found, place, one, ways)
    return found


def _some(lane: Lane, wanted: list[Sought], read_at_most: int) -> Matches:
    needed = [one for one in wanted if one.needed]
    known = _by_rarity(lane, wanted)
    found = _narrowed(lane, [piece for piece in known if piece[2].needed]) if needed else Matches()
    within = found.scores if needed else None
    if needed and not within:
        return found
    read, counted = 0, {lane.meaning(one) for one in needed}
    for frequency, place, one in known:
        if one.needed:
            continue
        read += frequency
        if read > read_at_most and found.scores:
            found.complete = False
            break
        ways = lane.weights(one, within)
        if not _again(lane, one, counted):
            found.add(_scored(lane, one, _joined(ways)))
        _note(found, place, one, ways)
    return found


def _again(lane: Lane, one: Sought, counted: set[Meaning]) -> bool:
    """Whether this was counted already: who types "surviving" and "survived" has said it once."""
    meaning = lane.meaning(one)
    known = meaning in counted
    counted.add(meaning)
    return known


def _joined(ways: list[Weights]) -> Weights:
    """However it is said: the weights added, since it is one thing."""
    first, *others = ways
    if not any(others):
        return first
    total = dict(first)
    for other in others:
        for document, weight in other.items():
            total[document] = total.get(document, 0.0) + weight
    return total


def _scored(lane: Lane, one: Sought, weights: Weights) -> Weights:
    """A word is as rare as it is among all documents, wherever it was looked for."""
    worth = rarity(max(len(weights), lane.found_in(one)), lane.documents())
    return {document: worth * saturated(weight) for document, weight in weights.items()}


def _note(found: Matches, place: int, one: Sought, ways: list[Weights]) -> None:
    found.found += [((place, number), way, ways[number]) for number, way in enumerate(one.ways) if ways[number]]
