"""What each figure may be: milliseconds of processor time a request, database included, and the slowest of a search.

Twice the questions must not make a page slower: at 50,000 questions a page may take half as much again.
"""

from collections.abc import Mapping

from bench.measuring import Figures

CPU_MS = {
    "home, guest": 1.0,
    "list, guest": 1.0,
    "question page, guest": 1.0,
    "question page, signed in": 6.0,
    "new answer": 10.0,
    "new answer that calls staff": 10.0,
    "vote": 5.0,
}
SEARCH_CPU_MS = {
    "sqlite": {"search, rare word": 15.0, "search, common word": 60.0},
    "postgresql": {"search, rare word": 5.0, "search, common word": 20.0},
}
SEARCH_P95_MS = {"sqlite": 400.0, "postgresql": 50.0}
MEMORY_MB = 250.0
BULK_PER_CPU_SECOND = {
    "sqlite": {"import, posts": 500.0, "index, threads": 80.0},
    "postgresql": {"import, posts": 500.0, "index, threads": 1000.0},
}
"""The least, the database's work included."""
LARGE = 20_000
LARGER_BY = 1.5


def verdicts(
    kind: str, questions: int, figures: Mapping[str, Figures], memory: float
) -> dict[str, tuple[float, float]]:
    """(figure, budget) by what is measured; a search's budget at the large size is on its time."""
    large = questions >= LARGE
    found = {
        name: (figures[name].cpu_ms, budget * (LARGER_BY if large else 1))
        for name, budget in CPU_MS.items()
        if name in figures
    }
    for name, budget in SEARCH_CPU_MS[kind].items():
        if name in figures:
            found[name] = (figures[name].p95_ms, SEARCH_P95_MS[kind]) if large else (figures[name].cpu_ms, budget)
    if not large:
        found["memory"] = (memory, MEMORY_MB)
    return found
