"""The words of the index as people write them: which are like another one, and which begin as somebody has begun.

Read once for each segment, which never changes. A segment's list still has the words of documents that were deleted since,
so a word is offered only when a document that can be found has it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nsmallest

from whoosh.reading import SegmentReader

from app.search.analysis import forms
from app.search.spelling import distance, slips_allowed
from app.search.whoosh_backend.blocks import documents_of
from app.search.whoosh_backend.reading import Snapshot
from app.search.whoosh_backend.schema import SPELLED

FIELD = "words"
LARGE = 5_000
"""Documents of a segment from which on a word that only one of them has is left out: it is a slip or a name."""
ALTERNATIVES = 4
"""How many times as many words as were asked for are looked at, in case some cannot be found any more."""
Z = ord("z") - ord("a")


@dataclass
class Vocabulary:
    """Words of one segment in the order of their folded forms, with how many of its documents have each.

    `by_length`: for the folded forms of one length their places in `folded` and the letters they are made of, a bit each.
    """

    folded: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    by_length: defaultdict[int, tuple[list[int], list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: ([], []))
    )

    def add(self, term: str, number: int) -> None:
        folded, _, written = term.partition(SPELLED)
        places, letters = self.by_length[len(folded)]
        places.append(len(self.folded))
        letters.append(letters_of(folded))
        self.folded.append(folded)
        self.written.append(written or folded)
        self.numbers.append(number)

    def starting(self, start: str) -> Iterator[tuple[str, int]]:
        first, last = bisect_left(self.folded, start), bisect_left(self.folded, start + "\U0010ffff")
        return zip(self.written[first:last], self.numbers[first:last], strict=True)

    def like(self, word: str, most: int) -> Iterator[tuple[int, str, int]]:
        """(slips, written, documents) of what differs in one to `most` letters.

        Each slip changes at most two letters of the set that a word is made of, and one that makes it longer or shorter
        only one: what differs in more is not compared.
        """
        own = letters_of(word)
        for length in range(max(1, len(word) - most), len(word) + most + 1):
            if length not in self.by_length:
                continue
            places, letters = self.by_length[length]
            apart = 2 * most - abs(length - len(word))
            for place, others in zip(places, letters, strict=True):
                if (own ^ others).bit_count() <= apart:
                    slips = distance(word, self.folded[place], most)
                    if 0 < slips <= most:
                        yield slips, self.written[place], self.numbers[place]


def letters_of(word: str) -> int:
    """The set of letters of a word as bits; what is not a to z shares six of them."""
    bits = 0
    for letter in word:
        code = ord(letter) - ord("a")
        bits |= 1 << (code if 0 <= code <= Z else 26 + code % 6)
    return bits


def words_like(snapshot: Snapshot, word: str, limit: int) -> list[tuple[str, int]]:
    most = slips_allowed(word)
    if not most or limit <= 0:
        return []
    slips: dict[str, int] = {}
    numbers: Counter[str] = Counter()
    for vocabulary in _vocabularies(snapshot):
        for far, written, number in vocabulary.like(word, most):
            slips[written] = far
            numbers[written] += number
    best = nsmallest(limit * ALTERNATIVES, numbers, key=lambda written: (slips[written], -numbers[written], written))
    return _findable(snapshot, best, numbers, limit)


def words_starting(snapshot: Snapshot, start: str, limit: int) -> list[tuple[str, int]]:
    if not start or limit <= 0:
        return []
    numbers: Counter[str] = Counter()
    for vocabulary in _vocabularies(snapshot):
        for written, number in vocabulary.starting(start):
            numbers[written] += number
    best = nsmallest(limit * ALTERNATIVES, numbers, key=lambda written: (-numbers[written], len(written), written))
    return _findable(snapshot, best, numbers, limit)


def _findable(snapshot: Snapshot, words: Iterable[str], numbers: Counter[str], limit: int) -> list[tuple[str, int]]:
    """The first `limit` of the words that a document still has."""
    found: list[tuple[str, int]] = []
    for word in words:
        if len(found) == limit:
            break
        if not snapshot.deleted or _is_findable(snapshot, word):
            found.append((word, numbers[word]))
    return found


def _is_findable(snapshot: Snapshot, written: str) -> bool:
    return any(
        document + offset not in snapshot.deleted
        for leaf, offset in snapshot.leaves
        for document in documents_of(leaf, FIELD, _term(written))
    )


def _term(written: str) -> str:
    folded = forms(written)[0]
    return written if folded == written else f"{folded}{SPELLED}{written}"


def _vocabularies(snapshot: Snapshot) -> list[Vocabulary]:
    return snapshot.by_segment("vocabulary", _read)


def _read(leaf: SegmentReader) -> Vocabulary:
    vocabulary = Vocabulary()
    least = 2 if leaf.doc_count_all() > LARGE else 1
    for text, info in leaf.iter_field(FIELD):
        number = info.doc_frequency()
        if number >= least:
            vocabulary.add(text.decode("utf-8"), number)
    return vocabulary
