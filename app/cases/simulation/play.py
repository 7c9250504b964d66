"""Plays a plan: cases come, agents who are free take the next one, and every wait and every overtaking is noted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import Any

from app.cases.desk.hands import Hands
from app.cases.hours import due_after, is_open, next_opening
from app.cases.queue import QueueEntry, can_take, order_key
from app.cases.severity import Severity
from app.cases.simulation.plan import Job, Plan, agents_of, cases_of, on_call

Order = Callable[[QueueEntry], Any]

ORDERS: dict[str, Order] = {
    "fair": order_key,
    "severity": lambda entry: (entry.severity, entry.entered_at, entry.id),
    "newest": lambda entry: (-entry.entered_at.timestamp(), entry.id),
}
"""The real order, and two for comparison: the gravest first whatever waits, and the newest first."""


@dataclass
class Taken:
    """`overtaken` counts cases that came later and were given, before this one, to somebody who could have taken this one;
    `after_deadline` those of them that came when this one's deadline had passed already."""

    entry: QueueEntry
    at: datetime
    overtaken: int = 0
    after_deadline: int = 0


@dataclass
class Played:
    taken: list[Taken] = field(default_factory=list)
    left: list[QueueEntry] = field(default_factory=list)
    """Who still waits when the time is over: open, so counted apart."""


@dataclass
class _Waiting:
    job: Job
    overtaken: int = 0
    after_deadline: int = 0


def play(plan: Plan, order: Order = order_key) -> Played:
    jobs, played = cases_of(plan), Played()
    waiting: list[_Waiting] = []
    desk = {hands.id: hands for hands in (*agents_of(plan), *on_call(plan))}
    free = [(plan.starts, number) for number in desk]
    heapify(free)
    coming = iter(jobs)
    following = next(coming, None)
    moment = plan.starts
    while moment < plan.ends:
        while following is not None and following.entry.entered_at <= moment:
            waiting.append(_Waiting(following))
            following = next(coming, None)
        _give_out(moment, plan, order, desk, free, waiting, played)
        moment = _next_moment(moment, plan, following, free)
    played.left = [one.job.entry for one in waiting]
    return played


def _give_out(
    moment: datetime,
    plan: Plan,
    order: Order,
    desk: dict[int, Hands],
    free: list[tuple[datetime, int]],
    waiting: list[_Waiting],
    played: Played,
) -> None:
    """Everybody who is free takes what comes next for them; at night only those on call, and only S1."""
    opened, idle = is_open(plan.hours, moment), []
    while free and free[0][0] <= moment:
        since, number = heappop(free)
        fits = [one for one in waiting if _may(desk[number], one.job.entry, opened, plan)]
        if not fits:
            idle.append((since, number))
            continue
        chosen = min(fits, key=lambda one: order(one.job.entry))
        _note_overtaking(chosen, fits)
        waiting.remove(chosen)
        played.taken.append(Taken(chosen.job.entry, moment, chosen.overtaken, chosen.after_deadline))
        heappush(free, (_done(moment, chosen.job.work, opened, plan), number))
    for one in idle:
        heappush(free, one)


def _may(hands: Hands, entry: QueueEntry, opened: bool, plan: Plan) -> bool:
    if hands.id >= plan.agents:
        return not opened and entry.severity is Severity.S1
    return opened and can_take(entry, hands.skills, hands.languages)


def _done(moment: datetime, work: timedelta, opened: bool, plan: Plan) -> datetime:
    return due_after(plan.hours, moment, work) if opened else moment + work


def _note_overtaking(chosen: _Waiting, fits: list[_Waiting]) -> None:
    entry = chosen.job.entry
    for other in fits:
        if other.job.entry.entered_at < entry.entered_at:
            other.overtaken += 1
            other.after_deadline += entry.entered_at > other.job.entry.deadline


def _next_moment(moment: datetime, plan: Plan, following: Job | None, free: list[tuple[datetime, int]]) -> datetime:
    """When something may happen next: a case comes, somebody is done, the desk opens."""
    later = [at for at, _number in free if at > moment]
    if following is not None:
        later.append(following.entry.entered_at)
    if not is_open(plan.hours, moment):
        later.append(next_opening(plan.hours, moment))
    return min(later, default=plan.ends)
