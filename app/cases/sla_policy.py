"""What an SLA policy may be, how it is kept, and how its amounts of time are typed: "30 min", "2 h", "1 h 30 min"."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, Target
from app.kit.errors import Invalid
from app.kit.texts import N_

LONGEST = timedelta(hours=1000)
MOST_DAYS = 250
_AMOUNT = re.compile(r"(?:(\d{1,4})\s*(?:h|hours?|ore|ora))?\s*(?:(\d{1,4})\s*(?:m|min|minutes?|minut[oi])\.?)?", re.I)

BAD_AMOUNT = N_("“%(typed)s” is not an amount of time. Write it as 30 min, 2 h or 1 h 30 min.")
OUT_OF_RANGE = N_("An amount of time is between one minute and 1,000 hours.")
BAD_DAYS = N_("Write whole business days, from 1 to %(most)s.")
BAD_PERCENT = N_("Write a percentage from 1 to 99.")
NOT_SOONER = N_("%(graver)s is promised later than %(milder)s. What is graver is due no later.")
NOT_GROWING = N_("Reminders come one after another, and the case lapses on a later day than the last.")
MOST_REMINDERS = N_("At most %(most)s reminders.")
REMINDERS_MAX = 5


def parse_amount(typed: str, field: str = "") -> timedelta:
    """Reads "1 h 30 min". Raises Invalid on `field`."""
    found = _AMOUNT.fullmatch(typed.strip())
    if not found or not any(found.groups()):
        raise Invalid(BAD_AMOUNT, field=field, typed=typed[:40])
    amount = timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
    if not timedelta(0) < amount <= LONGEST:
        raise Invalid(OUT_OF_RANGE, field=field)
    return amount


def format_amount(amount: timedelta) -> str:
    """What parse_amount reads back."""
    hours, minutes = divmod(int(amount.total_seconds()) // 60, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part)


def problems(policy: SlaPolicy) -> Iterator[Invalid]:
    """Everything that keeps a policy from being kept, each on the field of the form it is about."""
    for graver, milder in zip(Severity, list(Severity)[1:], strict=False):
        first, second = policy.first_response[graver], policy.first_response[milder]
        comparable = first.around_the_clock or not second.around_the_clock
        if not comparable or first.amount > second.amount:
            yield Invalid(NOT_SOONER, field=f"first_{graver.value}", graver=graver.value, milder=milder.value)
        if policy.resolution_days[graver] > policy.resolution_days[milder]:
            yield Invalid(NOT_SOONER, field=f"days_{graver.value}", graver=graver.value, milder=milder.value)
    for severity, days in policy.resolution_days.items():
        if not 1 <= days <= MOST_DAYS:
            yield Invalid(BAD_DAYS, field=f"days_{severity.value}", most=MOST_DAYS)
    if not 1 <= policy.warn_percent <= 99:
        yield Invalid(BAD_PERCENT, field="warn")
    yield from _waiting_problems(policy.reminder_days, policy.lapse_day)


def _waiting_problems(reminders: tuple[int, ...], lapse: int) -> Iterator[Invalid]:
    days = [*reminders, lapse]
    if len(reminders) > REMINDERS_MAX:
        yield Invalid(MOST_REMINDERS, field="reminders", most=REMINDERS_MAX)
    if not all(1 <= day <= MOST_DAYS for day in days):
        yield Invalid(BAD_DAYS, field="reminders", most=MOST_DAYS)
    elif days != sorted(set(days)):
        yield Invalid(NOT_GROWING, field="reminders")


def to_dict(policy: SlaPolicy) -> dict[str, Any]:
    """Minutes, days and percent, as plain data."""
    return {
        "first_response": {one.value: _target(target) for one, target in policy.first_response.items()},
        "next_response": _target(policy.next_response),
        "resolution_days": {one.value: days for one, days in policy.resolution_days.items()},
        "warn_percent": policy.warn_percent,
        "reminder_days": list(policy.reminder_days),
        "lapse_day": policy.lapse_day,
        "version": policy.version,
    }


def from_dict(data: Mapping[str, Any]) -> SlaPolicy:
    """The inverse of to_dict."""
    return SlaPolicy(
        first_response={one: _read(data["first_response"][one.value]) for one in Severity},
        next_response=_read(data["next_response"]),
        resolution_days={one: data["resolution_days"][one.value] for one in Severity},
        warn_percent=data["warn_percent"],
        reminder_days=tuple(data["reminder_days"]),
        lapse_day=data["lapse_day"],
        version=data["version"],
    )


def _target(target: Target) -> dict[str, Any]:
    return {"minutes": int(target.amount.total_seconds()) // 60, "around_the_clock": target.around_the_clock}


def _read(data: Mapping[str, Any]) -> Target:
    return Target(timedelta(minutes=data["minutes"]), data["around_the_clock"])
