"""Where an agent starts: one big "next case", one's own cases by due time, and the queue in numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import agent, me, myself
from app.accounts.models import User
from app.cases.actions.taking import take_next, why_nothing
from app.cases.coaching.queries import in_training, waiting_counts
from app.cases.desk.hands import Hands, Nothing, hindered, why
from app.cases.desk.presence import hands_of
from app.cases.desk.queries import waiting_by_severity, waiting_count
from app.cases.models import Case
from app.cases.news import desk_mark
from app.cases.queries import cases_held_by
from app.cases.severity import NAMES
from app.cases.states import CaseState
from app.cases.views import blueprint
from app.kit.clock import now
from app.kit.forms import Press
from app.kit.texts import N_, Text
from app.one_voice.queries import waiting_count as waiting_officials_count

SOON = timedelta(hours=2)

TURNS = {
    CaseState.QUEUED: N_("waits for an agent, by %(staff_by)s"),
    CaseState.ASSIGNED: N_("your turn, by %(staff_by)s"),
    CaseState.WAITING_CUSTOMER: N_("waits for the customer"),
    CaseState.WAITING_INTERNAL: N_("waits inside, by %(staff_by)s"),
    CaseState.ANSWERED: N_("answered, waits for the asker's word"),
}
OF_ANOTHER = {**TURNS, CaseState.ASSIGNED: N_("in hand, by %(staff_by)s")}
OF_CUSTOMER = {
    CaseState.QUEUED: N_("with staff, who reply by %(staff_by)s"),
    CaseState.ASSIGNED: N_("with staff, who reply by %(staff_by)s"),
    CaseState.WAITING_CUSTOMER: N_("your turn"),
    CaseState.WAITING_INTERNAL: N_("with staff, who reply by %(staff_by)s"),
    CaseState.ANSWERED: N_("your turn: did the answer on your question help?"),
}
UNTIL = N_("waits for the customer, closes on %(asker_until)s without their word")
UNTIL_OF_CUSTOMER = N_("your turn, until %(asker_until)s")
LATE = N_("late since %(missed)s")


@dataclass(frozen=True)
class Entry:
    """A case in a list: what it is about, whose turn, and whether it is late. Nothing about the person."""

    url: str
    title: str
    note: str
    late: bool
    soon: bool


def entry(case: Case, until: datetime | None = None) -> Entry:
    """`until`: when a case that waits for its customer closes without their word, where there is room to say it."""
    promised = case.promised_at or case.deadline
    waits = not case.is_open or case.state in (CaseState.ANSWERED, CaseState.WAITING_CUSTOMER)
    late = not waits and promised < now()
    own = case.customer_id == me().id
    said = OF_CUSTOMER if own else TURNS if case.owner_id == me().id else OF_ANOTHER
    turn = Text(LATE, missed=promised) if late else Text(said.get(case.state, N_("closed")), staff_by=promised)
    if until is not None and case.state is CaseState.WAITING_CUSTOMER:
        turn = Text(UNTIL_OF_CUSTOMER if own else UNTIL, asker_until=until)
    return Entry(
        url=url_for("cases.show", reference=case.reference),
        title=case.question.title or "" if case.question else case.title or _("Private case"),
        note=str(turn) if own else f"{case.severity.value} · {turn}",
        late=late,
        soon=not waits and not late and promised - now() < SOON,
    )


@dataclass(frozen=True)
class Desk:
    """What an agent sees beside whatever they do: their own cases, and nothing that could be picked from."""

    mine: list[Entry]

    @property
    def late(self) -> list[Entry]:
        return [case for case in self.mine if case.late]

    @property
    def soon(self) -> list[Entry]:
        return [case for case in self.mine if case.soon]


@dataclass(frozen=True)
class Waiting:
    """The queue in numbers: (severity, its name, how many, the earliest deadline), and what there is for this agent."""

    kinds: list[tuple[str, Text, int, datetime]]
    total: int
    for_me: int
    why_not: Text | None
    hands: Hands


def desk_of(actor: User) -> Desk:
    return Desk([entry(case) for case in cases_held_by(actor)])


def waiting_for(actor: User) -> Waiting:
    hands = hands_of(actor)
    kinds = [(one.value, Text(NAMES[one]), number, first) for one, number, first in waiting_by_severity()]
    total, for_me = sum(number for _one, _name, number, _first in kinds), waiting_count(hands)
    nothing = hindered(hands) or (Nothing.OTHER_SKILL if total and not for_me else None)
    return Waiting(kinds, total, for_me, why(nothing, hands) if nothing else None, hands)


def _page(**more: Any) -> str:
    actor = myself()
    return render_template(
        "cases/workspace.html",
        news=url_for("cases.desk_news", after=desk_mark(actor)),
        desk=desk_of(actor),
        queue=waiting_for(actor),
        learns=in_training(actor.id),
        replies=waiting_counts(actor),
        officials=waiting_officials_count(),
        active="workspace",
        **more,
    )


@blueprint.get("/workspace")
@agent
def workspace() -> str:
    return _page()


@blueprint.post("/workspace/next")
@agent
def take() -> Response | tuple[str, int]:
    """Gives the agent the next case; nobody picks."""
    form = Press()
    if not form.submitted():
        return _page(form=form), 422
    case = take_next(myself())
    if case is None:
        hands = hands_of(myself())
        flash(str(why(why_nothing(hands), hands)), "info")
        return redirect(url_for("cases.workspace"))
    return redirect(url_for("cases.show", reference=case.reference))
