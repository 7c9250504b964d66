"""Under whose account a case is."""

from flask import url_for
from flask_babel import gettext as _

from app.accounts.gates import agent, me, myself
from app.accounts.queries import actor
from app.cases.actions.requester import change_customer, note_search
from app.cases.customer.forms import RequesterForm
from app.cases.models import Case
from app.cases.permissions import can_change_customer
from app.cases.queries import visible_case
from app.cases.views import blueprint
from app.cases.views.around import case_page
from app.kit.pressing import Answer
from app.kit.saving import save
from app.kit.verdicts import require


@blueprint.route("/cases/<reference>/requester", methods=["GET", "POST"])
@agent
def requester(reference: str) -> Answer:
    case, form = visible_case(me(), reference), RequesterForm()
    require(can_change_customer(me(), case))
    return save(
        form,
        lambda: _move(case, form),
        page=lambda: case_page(form, case, _("Whose case is this?"), _("Put it under this account")),
        said=_("Moved. Both are told, and whoever had it sees nothing of it any more."),
        back=url_for("cases.show", reference=reference),
    )


def _move(case: Case, form: RequesterForm) -> None:
    """The try is noted in a transaction of its own, so whoever tries and the case are loaded anew."""
    who, reference = myself().id, case.reference
    try:
        note_search(myself(), case)
    finally:
        lead = actor(who)
        again = visible_case(lead, reference)
    change_customer(lead, again, email=form.email.data or "", reason=form.reason.data or "")
