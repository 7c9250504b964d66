"""The promise: whose turn it is and by when, as one sentence to whoever asked.

Decided here as data: a code, its English text and the moments that fill it. The edge translates the text and says
the moments (see `said_time`); page, mail and API so say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.cases.hours import BusinessHours, due_after, open_between
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, clock_hours, first_response_due
from app.escalation import window
from app.kit.texts import N_
from app.questions.states import Owner

FIRST_RECOVERY = timedelta(hours=1)
LONGEST_RECOVERY = timedelta(hours=8)

NEED_SOONER = N_("Need us sooner?")
TEXTS = {
    "before_asking": N_(
        "The community answers first. If unsolved by %(community_until)s, %(brand)s Support takes over"
        " and replies by %(staff_by)s."
    ),
    "community": N_(
        "With the community now. If unsolved by %(community_until)s, %(brand)s Support takes over"
        " and replies by %(staff_by)s."
    ),
    "taking_over": N_("%(brand)s Support is taking over and replies by %(staff_by)s."),
    "staff": N_("With %(brand)s Support now, who reply by %(staff_by)s."),
    "staff_late": N_("We missed %(missed)s. New time: %(new_time)s."),
    "your_word": N_("Waiting for your word until %(asker_until)s."),
    "askers_word": N_("Waiting for %(asker)s’s word until %(asker_until)s."),
}


@dataclass(frozen=True)
class Promise:
    """`who` has it; `times` fill the sentence of `code`, together with `brand` and `asker` from the edge.

    `late_since` is the moment first promised by staff and not kept, which a report counts; the sentence names the
    latest one missed.
    """

    who: Owner
    code: str
    times: Mapping[str, datetime] = field(default_factory=dict)
    late_since: datetime | None = None

    @property
    def text(self) -> str:
        return TEXTS[self.code]

    @property
    def offer(self) -> str:
        """The question that ends the sentence and leads to asking for staff at once; empty when they have it."""
        return NEED_SOONER if self.code == "community" else ""

    @property
    def community_until(self) -> datetime | None:
        return self.times.get("community_until")

    @property
    def staff_by(self) -> datetime | None:
        return self.times.get("staff_by")

    @property
    def new_time(self) -> datetime | None:
        return self.times.get("new_time")


def promise_for(
    owner: Owner | None,
    next_due_at: datetime | None,
    *,
    now: datetime,
    hours: BusinessHours,
    policy: SlaPolicy | None = None,
    severity: Severity = Severity.S4,
    case_due_at: datetime | None = None,
    to_asker: bool = False,
) -> Promise | None:
    """What is promised now about a question or case; None when nobody has it any more (solved, lapsed, ended).

    `severity` is that of the case, or of the plain question it would be; `case_due_at` goes before `next_due_at`
    while staff has it, since a question may be looked after again sooner than its case is answered. A question whose
    window is over promises the reply counted from the window's end: a slow hand-over costs staff, not the asker.
    """
    if owner is None or next_due_at is None:
        return None
    policy = policy or SlaPolicy()
    if owner == Owner.ASKER:
        return Promise(Owner.ASKER, "your_word" if to_asker else "askers_word", {"asker_until": next_due_at})
    if owner == Owner.STAFF:
        return _with_staff(case_due_at or next_due_at, now, clock_hours(policy.first_response[severity], hours))
    staff_by = first_response_due(policy, hours, severity, next_due_at)
    if now < next_due_at:
        return Promise(Owner.COMMUNITY, "community", {"community_until": next_due_at, "staff_by": staff_by})
    if now <= staff_by:
        return Promise(Owner.STAFF, "taking_over", {"staff_by": staff_by})
    return _with_staff(staff_by, now, clock_hours(policy.first_response[severity], hours))


def promise_before_asking(
    now: datetime,
    *,
    hours: BusinessHours,
    peer_window: timedelta = window.DEFAULT,
    policy: SlaPolicy | None = None,
    severity: Severity = Severity.S4,
) -> Promise:
    """What pressing Ask at `now` will lead to: the same times the question gets when it is asked then."""
    until = window.window_end(now, peer_window)
    staff_by = first_response_due(policy or SlaPolicy(), hours, severity, until)
    return Promise(Owner.COMMUNITY, "before_asking", {"community_until": until, "staff_by": staff_by})


def new_times(due: datetime, now: datetime, hours: BusinessHours) -> tuple[datetime, datetime]:
    """(latest time missed, new time) for a due time that has passed, from the due time alone.

    New times follow `due` by 1, 3, 7, 15, 23, 31 … hours of open time: an hour first, then twice as long, at most 8 h.
    They depend on nothing but `due` and the calendar, so a new time stands until it is itself missed, whoever looks
    and however often.
    """
    late = open_between(hours, due, now)
    missed, step = timedelta(0), FIRST_RECOVERY
    while step < LONGEST_RECOVERY and missed + step <= late:
        missed, step = missed + step, min(2 * step, LONGEST_RECOVERY)
    missed += max((late - missed) // step, 0) * step
    return due_after(hours, due, missed), due_after(hours, due, missed + step)


def _with_staff(due: datetime, now: datetime, hours: BusinessHours) -> Promise:
    if now <= due:
        return Promise(Owner.STAFF, "staff", {"staff_by": due})
    missed, new_time = new_times(due, now, hours)
    return Promise(Owner.STAFF, "staff_late", {"missed": missed, "new_time": new_time}, late_since=due)
