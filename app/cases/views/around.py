"""What staff do to a case besides words: link its customer's record, merge it, ask whether it may go back to the community."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts.gates import agent, me, member, myself
from app.cases.actions.fields import link_crm
from app.cases.actions.merging import merge
from app.cases.actions.returning import answer_return, ask_return
from app.cases.customer.forms import CrmForm, MergeForm, ReturnForm
from app.cases.customer.permissions import can_return
from app.cases.customer.returns import waiting_return
from app.cases.models import Case
from app.cases.permissions import can_merge, can_reply_as_customer, can_work
from app.cases.queries import others_of, visible_case
from app.cases.views import blueprint
from app.cases.views.doors import Door
from app.cases.views.entries import entry
from app.kit.errors import IllegalMove
from app.kit.forms import Form, Press, sent_back
from app.kit.pressing import Answer
from app.kit.saving import save
from app.kit.texts import N_
from app.kit.verdicts import require


def case_page(form: Form, case: Case, title: str, yes: str) -> str:
    return render_template(
        "cases/case_form.html", form=form, case=case, entry=entry(case), title=title, yes=yes, active="workspace"
    )


@blueprint.route("/cases/<reference>/crm", methods=["GET", "POST"])
@agent
def crm(reference: str) -> Answer:
    case = visible_case(me(), reference)
    require(can_work(me(), case))
    form = CrmForm(data={"crm_id": case.crm_id})
    return save(
        form,
        lambda: link_crm(myself(), case, crm_id=form.crm_id.data or ""),
        page=lambda: case_page(form, case, _("Which record is this customer's?"), _("Link it")),
        said=_("Saved. Only staff see it."),
        back=url_for("cases.show", reference=reference),
    )


@blueprint.route("/cases/<reference>/merging", methods=["GET", "POST"])
@agent
def merging(reference: str) -> Answer:
    """Only other open cases of the same customer are offered."""
    case, form = visible_case(me(), reference), MergeForm()
    require(can_merge(me(), case))
    offered = {one.reference: one for one in others_of(myself(), case)}
    form.into.choices = [
        (key, f"{key[:6].upper()} · {one.title or _('from a public question')}") for key, one in offered.items()
    ]
    if form.submitted():
        into = visible_case(me(), form.into.data)
        fine, _into = form.attempt(lambda: merge(myself(), case, into=into, reason=form.reason.data or ""))
        if fine:
            flash(_("Merged. The other case's address leads here."), "success")
            return redirect(url_for("cases.show", reference=into.reference))
    page = case_page(form, case, _("Merge this case into another one"), _("Merge"))
    return page if request.method == "GET" else sent_back(page)


@blueprint.route("/cases/<reference>/community", methods=["GET", "POST"])
@agent
def back_to_community(reference: str) -> Answer:
    case, form = visible_case(me(), reference), ReturnForm()
    require(can_return(myself(), case))
    return save(
        form,
        lambda: ask_return(myself(), case, reason=form.reason.data or ""),
        page=lambda: case_page(form, case, _("Ask whether it may go back to the community"), _("Ask the customer")),
        said=_("The customer is asked. The case stays with you until they agree."),
        back=url_for("cases.show", reference=reference),
    )


@blueprint.route("/cases/<reference>/community/answer", methods=["GET", "POST"])
@member
def answer_community(reference: str) -> Answer:
    return community_answered(Door(myself(), reference))


def community_answered(door: Door) -> Answer:
    """The asker's word, yes or no: the button pressed says which."""
    case, form = door.case(), Press()
    require(can_reply_as_customer(door.person, case))
    if form.submitted():
        agreed = request.form.get("agreed") == "yes"
        fine, _done = form.attempt(lambda: answer_return(door.person, case, agreed=agreed))
        if fine:
            flash(_("Your question is back with the community.") if agreed else _("It stays with staff."), "success")
            return redirect(door.here)
    elif request.method == "GET" and waiting_return(case) is None:
        raise IllegalMove(N_("There is nothing to answer any more."))
    page = render_template(
        "cases/return_answer.html", form=form, back=door.here, asked=waiting_return(case), noindex=True
    )
    return page if request.method == "GET" else sent_back(page)
