"""One's own cases, and one of them: who opened it and why, what was said, whose turn it is."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself
from app.activity.once import earlier_result, keep_result
from app.cases.actions.working import reply_as_customer
from app.cases.conversation import conversation
from app.cases.forms import CustomerForm
from app.cases.models import Case
from app.cases.queries import cases_of_customer, visible_case
from app.cases.views import blueprint
from app.cases.views.workspace import entry
from app.escalation.reasons import reason_text
from app.kit.forms import sent_back
from app.kit.texts import N_, Text
from app.questions.queries import visible_question


def customer_page(case: Case, form: CustomerForm) -> str:
    question = visible_question(me(), case.question_id) if case.question_id else None
    return render_template(
        "cases/customer.html",
        case=case,
        question=question,
        why=reason_text(case.trigger, to_asker=True) if case.trigger else None,
        promised=Text(N_("Reply by %(staff_by)s."), staff_by=case.promised_at or case.deadline),
        said=conversation(me(), case, None),
        form=form,
    )


@blueprint.get("/cases")
@member
def mine() -> str:
    return render_template("cases/mine.html", cases=[entry(case) for case in cases_of_customer(myself())])


@blueprint.post("/cases/<reference>/customer")
@member
def answer_staff(reference: str) -> Response | tuple[str, int]:
    case, form = visible_case(me(), reference), CustomerForm()
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, _message = form.attempt(lambda: reply_as_customer(myself(), case, body=form.body.data))
        if fine:
            target = url_for("cases.show", reference=reference)
            keep_result(form.once.data, target)
            flash(_("Sent. Only you and staff can read it."), "success")
            return redirect(target)
    return sent_back(customer_page(case, form))
