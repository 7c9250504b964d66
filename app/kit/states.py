"""Life cycles as tables: `MOVES[state]` is the set of states that may follow."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.kit.errors import IllegalMove
from app.kit.texts import N_

State = TypeVar("State", bound=StrEnum)
Moves = Mapping[State, frozenset[State]]


def check_move(moves: Moves[State], before: State, after: State) -> None:
    """Raises IllegalMove (409) unless `after` may follow `before`."""
    if after not in moves[before]:
        raise IllegalMove(
            N_("This is %(before)s and cannot become %(after)s now. Somebody may have been quicker."),
            before=before.value,
            after=after.value,
        )
