"""Made-up worlds of waits: how long a case takes depends on its severity, and, if somebody is favoured, on who asks."""

import random

from app.equity.ranks import Wait

DECILES = 10
TOP = DECILES - 1
_TYPICAL = {"S2": 0.0, "S3": 1.0, "S4": 2.0}
"""Logarithm of the median wait in hours."""


def world(seed: int, size: int, *, favour: float = 0.0, groups: int = DECILES, patience: float = 700.0) -> list[Wait]:
    """`favour`: by how much the logarithm of the wait is shorter for the last group. `patience`: open ones have waited up to
    that many hours, evenly."""
    chance, found = random.Random(seed), []
    for _number in range(size):
        group, severity = chance.randrange(groups), chance.choices(list(_TYPICAL), [1, 3, 6])[0]
        length = chance.lognormvariate(_TYPICAL[severity] - (favour if group == groups - 1 else 0), 1.0)
        seen = chance.uniform(0, patience)
        found.append(Wait(min(length, seen), length <= seen, group, severity))
    return found


def served_by_rank(size: int) -> list[Wait]:
    """One desk, everybody there at once: whoever has more standing is served before everybody who has less."""
    return [Wait(float(size - place), True, place * DECILES // size, "S4") for place in range(size)]
