"""Plain BM25 to compare with: words in small letters, no stems, no stop words, one field."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nlargest
from math import log

from app.search.documents import SearchDocument

K1, B = 1.2, 0.75
WORD = re.compile(r"\w+")


class PlainBm25:
    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: dict[int, int] = {}
        for document in documents:
            text = "\n".join((document.title, *(passage.text for passage in document.passages)))
            words = Counter(WORD.findall(text.lower()))
            self._lengths[document.id] = words.total()
            for word, times in words.items():
                self._postings[word].append((document.id, times))
        self._average = sum(self._lengths.values()) / len(self._lengths)

    def similar(self, text: str, limit: int) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for word in WORD.findall(text.lower()):
            having = self._postings.get(word, [])
            rarity = log(1 + (len(self._lengths) - len(having) + 0.5) / (len(having) + 0.5))
            for ident, times in having:
                length = K1 * (1 - B + B * self._lengths[ident] / self._average)
                scores[ident] += rarity * times * (K1 + 1) / (times + length)
        return nlargest(limit, scores, key=lambda ident: (scores[ident], -ident))
