"""Looking into a case with a reason: the form, and the case to be read and nothing else."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts.gates import administrator, me, myself
from app.accounts.roles import Role
from app.cases.actions.looking import look_into
from app.cases.card import card_of
from app.cases.conversation import conversation
from app.cases.looking.forms import LookForm
from app.cases.looking.models import LASTS, CaseLook
from app.cases.looking.queries import case_meant, looked_at
from app.cases.models import Case
from app.cases.put_together import led_to
from app.cases.queries import private_details
from app.cases.views import blueprint
from app.cases.views.entries import entry
from app.kit.errors import Invalid, Unseen
from app.kit.forms import sent_back
from app.kit.saving import Answer
from app.kit.texts import N_
from app.questions.queries import visible_question


@blueprint.route("/cases/look", methods=["GET", "POST"])
@administrator
def look() -> Answer:
    form = LookForm()
    if form.submitted():
        fine, case = form.attempt(lambda: _look(form))
        if fine:
            flash(_("The customer reads that you look, and why."), "success")
            return redirect(url_for("cases.show", reference=case.reference))
    if request.method == "GET":
        form.case.data = request.args.get("case", "")[:300]
    page = render_template("cases/look.html", form=form, minutes=LASTS.seconds // 60, active="admin")
    return sent_back(page) if request.method == "POST" else page


def _look(form: LookForm) -> Case:
    case = case_meant(form.case.data)
    if case is None:
        raise Invalid(N_("There is no such case."), field="case")
    look_into(myself(), case, reason=form.reason.data)
    return case


def looked_into(reference: str) -> Answer:
    """A case that is not theirs: with a look that still lasts the case, without one the way to it; for others nothing. A
    reason for a case that was merged meanwhile is none for the other one."""
    if not me().has(Role.ADMINISTRATOR):
        raise Unseen
    found = looked_at(myself(), reference)
    if found is None:
        return redirect(url_for("cases.look", case=reference))
    case, seen = found
    if case.merged_into_id is not None:
        return redirect(url_for("cases.look", case=led_to(case).reference))
    return _looked_page(case, seen)


def _looked_page(case: Case, seen: CaseLook) -> str:
    """All that is in it, notes included, without a button."""
    question = visible_question(myself(), case.question_id) if case.question_id else None
    details = private_details(case.question_id) if case.question_id else None
    return render_template(
        "cases/looked_at.html",
        case=case,
        card=card_of(case, question),
        question=question,
        entry=entry(case),
        details=details.text if details else "",
        said=conversation(myself(), case, None, notes=True),
        seen=seen,
        active="admin",
    )
