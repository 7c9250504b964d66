"""Why an archive is refused as a whole, and why a row of it is left out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.kit.texts import N_

NO_ROOM = N_("There is no room on the disk. What was written stays; make room, then run this again to go on.")


class ArchiveFault(Exception):
    """The archive is damaged, unsafe, or not what it is said to be: a sentence for people, nothing written."""

    def __init__(self, sentence: str, **params: Any) -> None:
        super().__init__(sentence % params if params else sentence)
        self.sentence, self.params = sentence, params


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was left out, or is kept without a detail. `sentence` is translated where it is shown."""

    code: str
    file: str
    line: int
    row_id: str
    sentence: str
    params: dict[str, Any] = field(default_factory=dict)


class Problems:
    """Counts every problem and keeps the first of each code; `told` hears of each."""

    def __init__(self, told: Callable[[RowProblem], None] | None = None) -> None:
        self.told = told
        self.counts: Counter[str] = Counter()
        self.first: dict[str, RowProblem] = {}

    def __call__(self, problem: RowProblem) -> None:
        self.counts[problem.code] += 1
        self.first.setdefault(problem.code, problem)
        if self.told is not None:
            self.told(problem)
