"""What sets the clocks of a case going, lets them stand still, or ends them; and the alarms that follow from that.

Called by the actions that change a case, in their transaction. Whoever's turn it is, the case has a due time:
staff's next word, the customer's next reminder, the asker's. A clock of the computer that was put back counts as no
time gone: a turn is never earlier than the one before it.
"""

from datetime import datetime

from sqlalchemy import select

from app.cases.clocks.kept import keep, read
from app.cases.clocks.models import Alarm, CaseClock, Measure, Rings
from app.cases.clocks.queries import clocks_of, policy_now
from app.cases.models import Case
from app.cases.queries import calendar_now
from app.cases.sla import Target, clock_hours, waiting_days
from app.cases.sla_clock import SlaClock
from app.extensions import db

Planned = set[tuple[Rings, datetime]]


def begin(case: Case, at: datetime, *, promised: datetime | None = None) -> None:
    """A case enters the queue at `at`. `promised` is what was said in public before, and stands."""
    db.session.flush()
    policy, hours = policy_now(), calendar_now()[1]
    response = _start(case, Measure.RESPONSE, policy.first_response[case.severity], at)
    _start(case, Measure.RESOLUTION, policy.resolution(hours, case.severity), at)
    _owe_word(case, promised or response.due_at)


def staff_next(case: Case, at: datetime) -> datetime:
    """It is staff's turn: their next word is due in the time of the policy. Answers when."""
    case.next_due_at = case.next_due_at or at
    response = _start(case, Measure.RESPONSE, policy_now().next_response, at)
    resolution = clocks_of(case.id).get(Measure.RESOLUTION)
    if resolution is None or resolution.ended_at is not None:
        hours = calendar_now()[1]
        _start(case, Measure.RESOLUTION, policy_now().resolution(hours, case.severity), at)
    else:
        clock = read(resolution)
        resolution.calendar_id = calendar_now()[0] if clock.paused else resolution.calendar_id
        keep(resolution, clock.resume(max(at, clock.last_turn_at), calendar_now()[1]))
    _owe_word(case, response.due_at)
    return response.due_at


def wait_for_customer(case: Case, at: datetime) -> None:
    """The customer's word is awaited: the clocks stand still, reminders follow, then the case lapses."""
    _stand_still(case, at)
    reminders, lapse = waiting_days(policy_now(), calendar_now()[1], at)
    case.promised_at = case.missed_at = None
    case.next_due_at = min([*reminders, lapse])
    plan(case, {(Rings.REMINDER, one) for one in reminders} | {(Rings.LAPSE, lapse)})


def rest(case: Case, at: datetime, until: datetime) -> None:
    """The company has answered in public: the clocks stand still until the asker's word, due by `until`."""
    case.promised_at, case.missed_at, case.next_due_at = until, None, until
    _stand_still(case, at)
    for row in clocks_of(case.id).values():
        row.ended_at = None
    plan(case, set())


def end(case: Case, at: datetime) -> None:
    """Done: nothing more is due."""
    _stand_still(case, at)
    for row in clocks_of(case.id).values():
        row.ended_at = row.ended_at or max(at, row.last_turn_at)
    case.next_due_at = None
    plan(case, set())


def retarget(case: Case) -> None:
    """Another severity: the clocks aim at its targets, counted from when they began. What was promised stays said."""
    clocks, policy, hours = clocks_of(case.id), policy_now(), calendar_now()[1]
    targets = {Measure.RESOLUTION: policy.resolution(hours, case.severity)}
    if case.first_response_at is None:
        targets[Measure.RESPONSE] = policy.first_response[case.severity]
    for measure, target in targets.items():
        row = clocks.get(measure)
        if row is None or row.ended_at is not None:
            continue
        clock, row.around_the_clock = read(row), target.around_the_clock
        if measure is Measure.RESPONSE:
            by = clock_hours(target, hours)
            keep(row, SlaClock.start(by, target.amount, clock.started_at, policy.warn_after(target)))
        else:
            keep(row, clock.aiming(target.amount, policy.warn_after(target)))
    if any(row.since is not None for row in clocks.values()):
        plan(case, planned_while_running(case))


def plan(case: Case, wanted: Planned) -> None:
    """The alarms of a case are these, and those that rang already; what was planned otherwise is taken away."""
    db.session.flush()
    known = set()
    for alarm in db.session.scalars(select(Alarm).where(Alarm.case_id == case.id)):
        if alarm.rang_at is None and (alarm.rings, alarm.at) not in wanted:
            db.session.delete(alarm)
        known.add((alarm.rings, alarm.at))
    db.session.add_all(Alarm(case_id=case.id, rings=rings, at=at) for rings, at in sorted(wanted - known))


def planned_while_running(case: Case) -> Planned:
    """What rings while it is staff's turn: before and when their word is late, and the same of the whole case."""
    clocks = clocks_of(case.id)
    found = {(Rings.RESPONSE_LATE, case.next_due_at)} if case.next_due_at else set()
    if response := clocks.get(Measure.RESPONSE):
        found |= {(Rings.RESPONSE_WARNING, response.warned_at), (Rings.RESPONSE_LATE, response.due_at)}
    if resolution := clocks.get(Measure.RESOLUTION):
        found |= {(Rings.RESOLUTION_WARNING, resolution.warned_at), (Rings.RESOLUTION_LATE, resolution.due_at)}
    return found


def _owe_word(case: Case, due: datetime) -> None:
    case.promised_at, case.missed_at, case.next_due_at = due, None, due
    db.session.flush()
    plan(case, planned_while_running(case))


def _start(case: Case, measure: Measure, target: Target, at: datetime) -> CaseClock:
    """The clock of this measure, begun anew."""
    calendar_id, hours = calendar_now()
    clock = SlaClock.start(clock_hours(target, hours), target.amount, at, policy_now().warn_after(target))
    row = clocks_of(case.id).get(measure) or CaseClock(case_id=case.id, measure=measure)
    row.calendar_id, row.around_the_clock, row.ended_at = calendar_id, target.around_the_clock, None
    keep(row, clock)
    db.session.add(row)
    return row


def _stand_still(case: Case, at: datetime) -> None:
    for row in clocks_of(case.id).values():
        clock = read(row)
        keep(row, clock.pause(max(at, clock.last_turn_at)))
