"""The peer window: how long the community has a question to itself before staff takes over.

Counted in wall time, since peers keep no business hours. Paused while an answer awaits the asker's word, resumed by
"did not help" (`questions.turns`). A category has its own length, 8 h unless told otherwise; one learned from when
answers come replaces it where an administrator has switched that on and there is enough to learn from. Both are held
to the same bounds.

The learned rule: hand over at the first bin of waiting time t where another hour's wait for a peer is worth less than
it costs, h(t)·q < w / (c + s). h is the hourly hazard (see `hazard`), q the share of acceptances that last, w the cost
of an hour of waiting, c that of a staff answer, s the shadow price of the staff queue (0 while nothing is predicted late).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.escalation.hazard import EDGES, Rates

DEFAULT = timedelta(hours=8)
SHORTEST = timedelta(minutes=30)
LONGEST = timedelta(hours=24)
PEERS_EXPECTED = 0.25
"""Below this chance of an accepted peer answer within a day, staff are called at once."""


@dataclass(frozen=True)
class Prices:
    """What waiting and answering cost, in one currency: w an hour's wait, c a staff answer, s the queue's shadow price."""

    wait: float = 1.0
    answer: float = 100.0
    queue: float = 0.0

    @property
    def worth_waiting(self) -> float:
        """w / (c + s): the hourly chance of a lasting peer solution from which another hour pays."""
        return self.wait / (self.answer + self.queue)


def clamp(window: timedelta) -> timedelta:
    """The window held between half an hour, so that peers have a chance, and a day, so that nobody is forgotten."""
    return min(max(window, SHORTEST), LONGEST)


def window_end(started_at: datetime, window: timedelta = DEFAULT) -> datetime:
    """When staff takes over if nothing solves it before: start + clamped window, in UTC."""
    return started_at.astimezone(UTC) + clamp(window)


def learned_window(rates: Rates, lasting: float = 1.0, prices: Prices | None = None) -> timedelta:
    """The first edge at which waiting on stops paying, clamped. `lasting` is q, from 0 to 1."""
    enough = (prices or Prices()).worth_waiting
    stop = next((edge for edge, rate in zip(EDGES, rates, strict=False) if rate * lasting < enough), None)
    return LONGEST if stop is None else clamp(timedelta(hours=stop))
