"""What can be wrong with business hours, in words an administrator can act on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.kit.errors import Invalid
from app.kit.texts import N_

TEXTS = {
    "unknown_zone": N_("There is no time zone called “%(zone)s”. Use a name such as Europe/Rome."),
    "unknown_country": N_("No public holidays are known for the country “%(country)s”. Use two letters such as IT."),
    "unknown_region": N_(
        "No public holidays are known for “%(region)s” in %(country)s. Leave the region empty, or use a code listed below it."
    ),
    "region_without_country": N_("Choose the country of “%(region)s”."),
    "no_hours": N_("The desk must be open at least once a week."),
    "not_seven_days": N_("A week has seven days, from Monday to Sunday."),
    "end_before_start": N_("%(interval)s ends before it starts. Split what runs over midnight at 24:00."),
    "outside_the_day": N_("%(interval)s is not within one day, 0:00-24:00."),
    "overlap": N_("%(first)s and %(second)s overlap."),
    "two_exceptions": N_("%(date)s is an exception twice."),
    "never_open": N_("With these exceptions the desk would stay closed for more than two years."),
    "bad_version": N_("The version of the hours is counted from 1."),
    "no_times": N_("“%(piece)s” needs a day and its times, such as Mon-Fri 9:00-18:00."),
    "unknown_day": N_("“%(piece)s” is not a day. Use Mon, Tue, Wed, Thu, Fri, Sat, Sun."),
    "bad_time": N_("“%(piece)s” is not a time from-to, such as 9:00-13:00."),
    "malformed": N_("These hours are damaged and cannot be read."),
}


@dataclass(frozen=True)
class Problem:
    """A code with what fills its sentence, and what of the hours it is about: zone, country, region, week, exceptions."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    where: str = field(default="week", compare=False)

    @property
    def text(self) -> str:
        return TEXTS[self.code]


class UnusableHours(Invalid, ValueError):
    """These hours cannot be kept; `problems` names everything that is wrong with them, each once though it be so every day."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems[0].text, **problems[0].params)
        self.problems = tuple(one for at, one in enumerate(problems) if one not in problems[:at])


class NeverOpen(ValueError):
    """The desk has no open time left within two years, so no due time can be named."""
