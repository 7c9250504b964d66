"""Many cases at once, by a lead: chosen, looked at, done, and each with what became of it."""

from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.accounts.gates import agent, me, myself
from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.activity.once import earlier_result, keep_result
from app.cases.desk.bulk import Changed, Deed, Order, carry_out, look
from app.cases.desk.bulk_form import BulkForm
from app.cases.desk.presence import away_until
from app.cases.due import promised, standing
from app.cases.models import Case
from app.cases.permissions import can_see_the_team
from app.cases.queries import visible_to
from app.cases.severity import Severity
from app.cases.states import DONE
from app.cases.views import blueprint
from app.cases.views.entries import entry
from app.extensions import db
from app.kit.clock import now
from app.kit.forms import sent_back
from app.kit.verdicts import require

SHOWN = 200


@blueprint.route("/workspace/team/bulk", methods=["GET", "POST"])
@agent
def bulk() -> str | Response | tuple[str, int]:
    require(can_see_the_team(me()))
    form = BulkForm()
    form.offer([(one.id, one.display_name) for one in people_with(Role.AGENT, Role.LEAD) if not one.is_suspended])
    if not form.submitted():
        return _page(form) if request.method == "GET" else sent_back(_page(form))
    if led := earlier_result(form.once.data):
        return redirect(led)
    cases = _chosen(form.cases.data or [])
    act = carry_out if "carry_out" in request.form else look
    fine, found = form.attempt(lambda: act(myself(), cases, _order(form)))
    if not fine:
        return sent_back(_page(form))
    if act is carry_out:
        keep_result(form.once.data, url_for("cases.team"))
    return _page(form, found, done=act is carry_out)


def _order(form: BulkForm) -> Order:
    to = next((one for one in people_with(Role.AGENT, Role.LEAD) if str(one.id) == form.to.data), None)
    return Order(
        Deed(form.deed.data),
        form.reason.data or "",
        to=to,
        severity=Severity(form.severity.data) if form.severity.data else None,
    )


def _chosen(references: list[str]) -> list[Case]:
    """In the order of the list. One that was closed meanwhile is among them, and says so."""
    query = visible_to(me()).where(Case.reference.in_(references[:1000]))
    return list(db.session.scalars(query.order_by(standing(), Case.id)))


def _page(form: BulkForm, found: list[Changed] | None = None, *, done: bool = False) -> str:
    items: list[Any] = []
    if not found:
        query = visible_to(me()).where(Case.state.not_in(DONE)).order_by(standing(), Case.id).limit(SHOWN)
        if request.args.get("which") == "away":
            people = list(db.session.scalars(select(Case.owner_id).where(Case.owner_id.is_not(None)).distinct()))
            query = query.where(Case.owner_id.in_(away_until([one for one in people if one]).keys()))
        if request.args.get("which") == "late":
            query = query.where(promised() <= now())
        items = [(case, entry(case)) for case in db.session.scalars(query)]
    return render_template(
        "cases/bulk.html",
        form=form,
        items=items,
        found=[(one, entry(one.case)) for one in found or []],
        failed=sum(one.problem is not None for one in found or []),
        done=done,
        active="workspace",
    )
