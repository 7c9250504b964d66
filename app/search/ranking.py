"""How well a document fits: BM25F, and a small push for what the company says."""

from math import log

K1 = 1.2
"""How soon more of the same word stops counting."""
TITLE_WEIGHT = 2.5
"""A word in the title counts as much as this many in the posts."""
TITLE_B = 0.5
BODY_B = 0.75
"""How much a long field is marked down, 0 to 1; titles hardly differ in length."""
SYNONYM_SHARE = 0.8
"""What another word for the same thing counts, beside the word that was typed."""
OFFICIAL_PUSH = 0.1
"""An official document goes before any other that is at most this much better, and never further."""


def rarity(found_in: int, documents: int) -> float:
    """The weight of a word by the share of documents that have it: ln(1 + (N − n + ½)/(n + ½)), always above 0."""
    return log(1 + (documents - found_in + 0.5) / (found_in + 0.5))


def normalised(frequency: float, length: int, average: float, b: float) -> float:
    """A word's frequency in a field, as if the field had the average length: f / (1 − b + b·length/average)."""
    return frequency / (1 - b + b * length / average)


def saturated(frequency: float) -> float:
    """A normalised frequency (all fields added, each with its weight) on a scale that ends at K1 + 1."""
    return frequency * (K1 + 1) / (frequency + K1)


def pushed(score: float, official: bool) -> float:
    """The score that hits are ordered by: 10 % more for an official document."""
    return score * (1 + OFFICIAL_PUSH) if official else score
