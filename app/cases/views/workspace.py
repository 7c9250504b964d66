"""Where an agent starts: one big "next case", one's own cases by due time, what will be late."""

from dataclasses import dataclass
from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import agent, myself
from app.accounts.models import User
from app.cases.actions.opening import take_next
from app.cases.models import Case
from app.cases.queries import cases_held_by, waiting_cases
from app.cases.states import CaseState
from app.cases.views import blueprint
from app.kit.clock import now
from app.kit.forms import Press
from app.kit.texts import N_, Text

SOON = timedelta(hours=2)

TURNS = {
    CaseState.QUEUED: N_("waits for an agent, by %(staff_by)s"),
    CaseState.ASSIGNED: N_("your turn, by %(staff_by)s"),
    CaseState.WAITING_CUSTOMER: N_("waits for the customer"),
    CaseState.WAITING_INTERNAL: N_("waits inside, by %(staff_by)s"),
    CaseState.ANSWERED: N_("answered, waits for the asker's word"),
}
LATE = N_("late since %(missed)s")


@dataclass(frozen=True)
class Entry:
    """A case in a list: what it is about, whose turn, and whether it is late. Nothing about the person."""

    url: str
    title: str
    note: str
    late: bool
    soon: bool


def entry(case: Case) -> Entry:
    promised = case.promised_at or case.deadline
    waits = case.state in (CaseState.ANSWERED, CaseState.WAITING_CUSTOMER)
    late = not waits and promised < now()
    turn = Text(LATE, missed=promised) if late else Text(TURNS.get(case.state, N_("closed")), staff_by=promised)
    return Entry(
        url=url_for("cases.show", reference=case.reference),
        title=case.question.title or "" if case.question else _("Private case"),
        note=f"{case.severity.value} · {turn}",
        late=late,
        soon=not waits and not late and promised - now() < SOON,
    )


@dataclass(frozen=True)
class Desk:
    """What an agent sees beside whatever they do."""

    mine: list[Entry]
    waiting: list[Entry]

    @property
    def late(self) -> list[Entry]:
        return [case for case in (*self.mine, *self.waiting) if case.late]

    @property
    def soon(self) -> list[Entry]:
        return [case for case in (*self.mine, *self.waiting) if case.soon]


def desk_of(actor: User) -> Desk:
    return Desk([entry(case) for case in cases_held_by(actor)], [entry(case) for case in waiting_cases(actor)])


@blueprint.get("/workspace")
@agent
def workspace() -> str:
    return render_template("cases/workspace.html", desk=desk_of(myself()), active="workspace")


@blueprint.post("/workspace/next")
@agent
def take() -> Response | tuple[str, int]:
    """Gives the agent the next case; nobody picks."""
    form = Press()
    if not form.submitted():
        return render_template("cases/workspace.html", desk=desk_of(myself()), active="workspace", form=form), 422
    case = take_next(myself())
    if case is None:
        flash(_("Nothing waits. Well done."), "info")
        return redirect(url_for("cases.workspace"))
    return redirect(url_for("cases.show", reference=case.reference))
