"""What is played: how many agents, how much work, for how long; and the cases and agents that chance makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp
from random import Random

from app.cases.desk.hands import Hands
from app.cases.hours import BusinessHours, is_open, open_between
from app.cases.queue import QueueEntry
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, first_response_due

MIX = {Severity.S1: 0.01, Severity.S2: 0.09, Severity.S3: 0.30, Severity.S4: 0.60}
NEEDED = {None: 0.70, "billing": 0.20, "hardware": 0.10}
SPOKEN = {"en": 0.70, "it": 0.30}
HANDLING_MEDIAN = timedelta(minutes=15)
HANDLING_SPREAD = 0.8
"""Of the logarithm: the mean is then 1.38 times the median, a tenth take over 42 minutes."""
AT_NIGHT = 0.3
"""How many questions come in an hour in which the desk is closed, for each that comes in an open one."""
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Plan:
    """`load` is the work that comes, as a share of what all agents together can do while the desk is open."""

    agents: int
    load: float
    days: int
    seed: int
    hours: BusinessHours
    policy: SlaPolicy
    starts: datetime = datetime(2026, 11, 2, tzinfo=UTC)
    on_call: int = 1
    """So many more take S1, and nothing else, while the desk is closed: its clock runs around the clock."""

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(days=self.days)


@dataclass(frozen=True)
class Job:
    """A made-up case and how long an agent will work on it."""

    entry: QueueEntry
    work: timedelta


def mean_work() -> timedelta:
    return HANDLING_MEDIAN * exp(HANDLING_SPREAD**2 / 2)


def agents_of(plan: Plan) -> list[Hands]:
    """Two of three know billing, two of five hardware, every other one Italian; the first knows all, so nothing is stuck."""
    found = []
    for number in range(plan.agents):
        skills = {"billing"} if number % 3 < 2 else set()
        skills |= {"hardware"} if number % 5 < 2 else set()
        languages = {"en", "it"} if number % 2 == 0 else {"en"}
        found.append(Hands(number, frozenset(skills), frozenset(languages)))
    return found


def on_call(plan: Plan) -> list[Hands]:
    return [Hands(plan.agents + number) for number in range(plan.on_call)]


def cases_of(plan: Plan) -> list[Job]:
    """The cases in the order of their coming, as many as make the load; as often by night as AT_NIGHT says."""
    chance = Random(plan.seed)
    open_time = open_between(plan.hours, plan.starts, plan.ends)
    number = round(plan.load * plan.agents * (open_time / mean_work()))
    moments = sorted(_moments(plan, number, chance))
    return [_case(place, at, plan, chance) for place, at in enumerate(moments)]


def _moments(plan: Plan, number: int, chance: Random) -> Sequence[datetime]:
    minutes = int((plan.ends - plan.starts) / MINUTE)
    found: list[datetime] = []
    while len(found) < number:
        at = plan.starts + chance.randrange(minutes) * MINUTE + timedelta(seconds=chance.randrange(60))
        if is_open(plan.hours, at) or chance.random() < AT_NIGHT:
            found.append(at)
    return found


def _case(number: int, at: datetime, plan: Plan, chance: Random) -> Job:
    severity = chance.choices(list(MIX), list(MIX.values()))[0]
    skill = chance.choices(list(NEEDED), list(NEEDED.values()))[0]
    language = chance.choices(list(SPOKEN), list(SPOKEN.values()))[0]
    due = first_response_due(plan.policy, plan.hours, severity, at)
    work = HANDLING_MEDIAN * exp(chance.gauss(0, HANDLING_SPREAD))
    return Job(QueueEntry(number, severity, at, due, skill, language), work)
