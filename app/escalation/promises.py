"""The promise: whose turn it is and by when, as one sentence to whoever asked.

Decided here as data: a code, its English text and the moments that fill it. The edge translates the text and says
the moments (see `said_time`); page, mail and API so say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.cases.hours import BusinessHours
from app.cases.recovery import times_said
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, clock_hours, first_response_due
from app.escalation import window
from app.kit.texts import N_
from app.questions.states import Owner

NEED_SOONER = N_("Need us sooner?")
TEXTS = {
    "before_asking": N_(
        "The community answers first. If unsolved by %(community_until)s, %(brand)s Support takes over"
        " and replies by %(staff_by)s."
    ),
    "at_once": N_("This goes to %(brand)s Support at once, who reply by %(staff_by)s. Members may answer too."),
    "community": N_(
        "With the community now. If unsolved by %(community_until)s, %(brand)s Support takes over"
        " and replies by %(staff_by)s."
    ),
    "taking_over": N_("%(brand)s Support is taking over and replies by %(staff_by)s."),
    "staff": N_("With %(brand)s Support now, who reply by %(staff_by)s."),
    "known_issue": N_("It belongs to a known issue. %(brand)s Support gives the next word on it by %(staff_by)s."),
    "staff_late": N_("We missed %(missed)s. New time: %(new_time)s."),
    "your_word": N_("Waiting for your word until %(asker_until)s. Then it closes by itself."),
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
    promised_at: datetime | None = None,
    missed_at: datetime | None = None,
    lapses_at: datetime | None = None,
    to_asker: bool = False,
    known_issue: bool = False,
) -> Promise | None:
    """What is promised now about a question; None when nobody has it any more (solved, lapsed, ended).

    `promised_at` is by when staff reply as it was said when the question last changed hands: it stands, however the
    hours or the policy have changed since. `missed_at` is the latest such time that was missed, `next_due_at` then the
    new one. `lapses_at` is when a question that awaits its asker's word closes without it: reminders are due before, and
    nothing ends with them. A question whose window is over promises the reply counted from the window's end: a slow hand-over costs
    staff, not the asker.
    """
    if owner is None or next_due_at is None:
        return None
    policy = policy or SlaPolicy()
    if owner == Owner.ASKER:
        return Promise(
            Owner.ASKER, "your_word" if to_asker else "askers_word", {"asker_until": lapses_at or next_due_at}
        )
    by_clock = clock_hours(policy.first_response[severity], hours)
    if owner == Owner.STAFF:
        promised = promised_at or next_due_at
        if known_issue and missed_at is None and now <= promised:
            return Promise(Owner.STAFF, "known_issue", {"staff_by": promised})
        return _with_staff(promised, next_due_at, missed_at, now, by_clock)
    staff_by = promised_at or first_response_due(policy, hours, severity, next_due_at)
    if now < next_due_at:
        return Promise(Owner.COMMUNITY, "community", {"community_until": next_due_at, "staff_by": staff_by})
    if now <= staff_by:
        return Promise(Owner.STAFF, "taking_over", {"staff_by": staff_by})
    return _with_staff(staff_by, staff_by, None, now, by_clock)


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


def promise_at_once(now: datetime, *, hours: BusinessHours, policy: SlaPolicy, severity: Severity) -> Promise:
    """What pressing Ask at `now` will lead to when the question does not wait for peers."""
    return Promise(Owner.STAFF, "at_once", {"staff_by": first_response_due(policy, hours, severity, now)})


def _with_staff(
    promised: datetime, standing: datetime, missed: datetime | None, now: datetime, hours: BusinessHours
) -> Promise:
    if missed is None and now <= promised:
        return Promise(Owner.STAFF, "staff", {"staff_by": promised})
    missed, new_time = times_said(promised, standing, missed, now, hours)
    return Promise(Owner.STAFF, "staff_late", {"missed": missed, "new_time": new_time}, late_since=promised)
