"""Business hours: when the desk is open, and how time is counted while it is."""

from app.cases.hours.arithmetic import due_after, is_open, next_opening, open_between
from app.cases.hours.calendar import BusinessHours, problems
from app.cases.hours.preview import Because, PreviewedDay, fourteen_days
from app.cases.hours.problems import NeverOpen, Problem, UnusableHours
from app.cases.hours.week import DayHours, Interval, Week, format_day, format_week, parse_day, parse_week

ALWAYS_OPEN = BusinessHours(zone="UTC", week=(((0, 24 * 60),),) * 7)
"""Around the clock: business time is then the same as time."""

__all__ = [
    "ALWAYS_OPEN",
    "Because",
    "BusinessHours",
    "DayHours",
    "Interval",
    "NeverOpen",
    "PreviewedDay",
    "Problem",
    "UnusableHours",
    "Week",
    "due_after",
    "fourteen_days",
    "format_day",
    "format_week",
    "is_open",
    "next_opening",
    "open_between",
    "parse_day",
    "parse_week",
    "problems",
]
