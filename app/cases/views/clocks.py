"""The clocks of a case in words: ours, which stands still while the customer's word is awaited, and theirs, which never does."""

from collections.abc import Iterator

from app.cases.clocks.kept import read
from app.cases.clocks.models import CaseClock, Measure
from app.cases.clocks.queries import clocks_of
from app.cases.hours import ALWAYS_OPEN
from app.cases.models import Case
from app.cases.queries import hours_now
from app.cases.recovery import times_said
from app.escalation.queries import promise_of
from app.escalation.rows import short_turn
from app.kit.clock import now
from app.kit.spans import said_hours, said_span
from app.kit.texts import N_, Text
from app.questions.models import Question

Fact = tuple[Text, Text]


def clock_facts(case: Case, question: Question | None) -> list[Fact]:
    """Names and values for the page. What the thread promises is said beside it: a private word does not keep it."""
    clocks = clocks_of(case.id)
    facts = [*_word(case, clocks.get(Measure.RESPONSE)), *_on_the_thread(question)]
    if row := clocks.get(Measure.RESOLUTION):
        facts += _ours(row)
    asked_at = question.created_at if question is not None else case.entered_at
    waited = (case.closed_at or now()) - min(case.entered_at, asked_at)
    return [*facts, (Text(N_("Their clock")), Text(N_("%(waited)s, never paused"), waited=said_span(waited)))]


def _word(case: Case, row: CaseClock | None) -> Iterator[Fact]:
    """Until staff's next word: only while it is theirs to say."""
    if case.promised_at is None or case.next_due_at is None or row is None or row.since is None:
        return
    name, moment = Text(N_("Next word")), now()
    if case.missed_at is None and moment <= case.promised_at:
        yield name, Text(N_("by %(staff_by)s"), staff_by=case.promised_at)
        return
    hours = ALWAYS_OPEN if row.around_the_clock else hours_now()
    missed, new_time = times_said(case.promised_at, case.next_due_at, case.missed_at, moment, hours)
    yield name, Text(N_("We missed %(missed)s. New time: %(new_time)s."), missed=missed, new_time=new_time)


def _on_the_thread(question: Question | None) -> Iterator[Fact]:
    turn = short_turn(promise_of(question)) if question is not None else None
    if turn is not None:
        yield Text(N_("On the thread")), turn


def _ours(row: CaseClock) -> Iterator[Fact]:
    clock, moment = read(row), now()
    used = Text(N_("%(used)s of %(target)s"), used=said_hours(clock.elapsed(moment)), target=said_hours(clock.target))
    yield Text(N_("Our clock")), used
    if row.ended_at is not None:
        return
    if clock.paused:
        yield Text(N_("Stands still")), Text(N_("since %(since)s"), since=clock.last_turn_at)
    message = N_("by %(staff_by)s, if it went on now") if clock.paused else N_("by %(staff_by)s")
    if clock.remaining(moment).total_seconds() < 0:
        message = N_("should have been by %(staff_by)s")
    yield Text(N_("Solved")), Text(message, staff_by=clock.due(moment))
