"""Where an agent starts: one big "next case", one's own cases by due time, and the queue in numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.accounts.gates import agent, myself
from app.accounts.models import User
from app.cases.actions.taking import take_next, why_nothing
from app.cases.coaching.queries import in_training, waiting_counts
from app.cases.desk.hands import Hands, Nothing, hindered, why
from app.cases.desk.presence import hands_of
from app.cases.desk.queries import waiting_by_severity, waiting_count
from app.cases.news import desk_mark
from app.cases.queries import cases_held_by
from app.cases.severity import NAMES
from app.cases.views import blueprint
from app.cases.views.entries import Entry, entry
from app.kit.forms import Press
from app.kit.texts import Text
from app.one_voice.queries import waiting_count as waiting_officials_count


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
