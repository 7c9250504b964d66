"""Life cycles as tables: `MOVES[state]` is the set of states that may follow."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.kit.errors import IllegalMove
from app.kit.texts import N_

State = TypeVar("State", bound=StrEnum)
Moves = Mapping[State, frozenset[State]]
MEANWHILE = N_("This cannot be done with it as it stands now. Somebody may have been quicker: look again.")
"""A person reads no names of states here; `before` and `after` are for whoever handles the error."""


def check_move(moves: Moves[State], before: State, after: State) -> None:
    """Raises IllegalMove (409) unless `after` may follow `before`."""
    if after not in moves[before]:
        raise IllegalMove(MEANWHILE, before=before.value, after=after.value)
