"""One's own cases, and one of them: who opened it and why, what was said, whose turn it is."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself
from app.activity.once import earlier_result, keep_result
from app.cases.actions.working import reply_as_customer
from app.cases.clocks.queries import waits_until
from app.cases.conversation import conversation
from app.cases.forms import CustomerForm
from app.cases.models import Case
from app.cases.queries import cases_of_customer, hours_now, visible_case
from app.cases.recovery import times_said
from app.cases.states import CaseState
from app.cases.views import blueprint
from app.cases.views.workspace import entry
from app.escalation.reasons import reason_text
from app.kit.clock import now
from app.kit.forms import sent_back
from app.kit.texts import N_, Text
from app.questions.queries import visible_question


def customer_page(case: Case, form: CustomerForm) -> str:
    question = visible_question(me(), case.question_id) if case.question_id else None
    until = waits_until(case) if case.state is CaseState.WAITING_CUSTOMER else None
    return render_template(
        "cases/customer.html",
        case=case,
        question=question,
        why=reason_text(case.trigger, to_asker=True) if case.trigger else None,
        promised=_promised(case),
        lapses=Text(N_("Without your word it closes on %(asker_until)s."), asker_until=until) if until else "",
        said=conversation(me(), case, None),
        form=form,
    )


def _promised(case: Case) -> Text:
    """By when staff reply; once that is missed, it says so with the new time."""
    promised, standing = case.promised_at or case.deadline, case.next_due_at or case.deadline
    if now() <= promised:
        return Text(N_("Reply by %(staff_by)s."), staff_by=promised)
    missed, new_time = times_said(promised, standing, case.missed_at, now(), hours_now())
    return Text(N_("We missed %(missed)s. New time: %(new_time)s."), missed=missed, new_time=new_time)


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
