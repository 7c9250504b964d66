"""Which gaps are about the same thing, by the words alone. Pure.

Likeness of two gaps: weighted Jaccard, the weight of the terms that both have divided by the weight of those that either
has, from 0 to 1; gaps with the same normal words are alike whatever their language. A term weighs
ln(1 + (N + OTHERS) / n): N gaps, n of them with the term, so that a rare word ("esim") says more than one in every other
gap ("router"), and OTHERS gaps thought of without it, so that ten gaps about one thing are not parted for being many.
Terms are folded, stemmed words without stop words, as the search compares them (Jaccard, Bull. Soc. Vaudoise Sci. Nat.
37, 1901; weights after Spärck Jones, J. Documentation 28, 1972).

Clusters: each gap, oldest first, joins the likest cluster whose first gap is alike enough, or begins one (leader
clustering, Hartigan 1975). No chains grow: everything in a cluster is like its first. A new gap moves no old one but
through the weights.

Only first gaps that share a rare term are compared. Two that are alike share most of their weight, so the rarest common
term stands in the part of each that comes, rarest first, before more than (1 - ALIKE) of its weight is used up (prefix
filtering, Chaudhuri et al., ICDE 2006). At most `COMPARED` are compared, the oldest, so n gaps take at most
n × `COMPARED` comparisons.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from app.search.analysis import analysed_as, terms

ALIKE = 0.5
"""Measured on 61 made-up searches in English and Italian: .4 joins "wifi name change" with "change wifi password", .6 parts
"esim apple watch" from "esim on a watch"; between them every cluster is about one thing."""
OTHERS = 1_000
"""Gaps without any of the words; what a community has seen in its first months."""
COMPARED = 200
"""First gaps that one gap is compared with."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one gap as they are compared."""

    normal: str
    terms: frozenset[str]


def wording(normal: str, words: str, language: str) -> Wording:
    return Wording(normal, frozenset(terms(words, analysed_as(language))))


def weights(wordings: Sequence[Wording]) -> dict[str, float]:
    """What each term says, in nats; more the fewer gaps have it."""
    having = Counter(term for one in wordings for term in one.terms)
    return {term: log(1 + (len(wordings) + OTHERS) / number) for term, number in having.items()}


def likeness(one: Wording, other: Wording, weight: dict[str, float]) -> float:
    """From 0 (nothing in common) to 1 (the same)."""
    if one.normal == other.normal:
        return 1.0
    either = sum(weight[term] for term in one.terms | other.terms)
    return sum(weight[term] for term in one.terms & other.terms) / either if either else 0.0


def clustered(wordings: Sequence[Wording]) -> list[list[int]]:
    """Places in `wordings` (oldest first) that belong together; clusters by their first, each in order."""
    weight = weights(wordings)
    clusters: dict[int, list[int]] = {}
    same: dict[str, int] = {}
    leaders: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(wordings):
        rare = list(_telling(one, weight))
        leader = same.get(one.normal)
        if leader is None:
            leader = _likest(one, wordings, weight, sorted({found for term in rare for found in leaders[term]}))
        if leader is None:
            leader = place
            for term in rare:
                leaders[term].append(place)
        same[one.normal] = leader
        clusters.setdefault(leader, []).append(place)
    return list(clusters.values())


def _telling(one: Wording, weight: dict[str, float]) -> Iterator[str]:
    """Its rarest terms: whatever is alike has one of them among its own."""
    left = (1 - ALIKE) * sum(weight[term] for term in one.terms)
    for term in sorted(one.terms, key=lambda term: (-weight[term], term)):
        if left < -1e-9:
            return
        yield term
        left -= weight[term]


def _likest(
    one: Wording, wordings: Sequence[Wording], weight: dict[str, float], candidates: Sequence[int]
) -> int | None:
    """The oldest of the likest that are alike enough."""
    likest, found = ALIKE, None
    for candidate in candidates[:COMPARED]:
        value = likeness(one, wordings[candidate], weight)
        if value > likest or (found is None and value == likest):
            likest, found = value, candidate
    return found
