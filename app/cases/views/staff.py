"""One case as staff see it: conversation, customer, timeline; and a composer that says where the words will go."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import agent, me, member, myself
from app.accounts.roles import Role
from app.activity.once import earlier_result, keep_result
from app.cases.actions import working
from app.cases.actions.overtaking import check_nobody_was_quicker, last_word
from app.cases.card import card_of
from app.cases.conversation import conversation
from app.cases.forms import AnswerForm, CloseForm, CustomerForm, HandBackForm, NoteForm, PublicForm, ReplyForm
from app.cases.models import Case
from app.cases.permissions import can_work
from app.cases.queries import private_details, visible_case
from app.cases.states import Outcome
from app.cases.timeline import timeline
from app.cases.views import blueprint
from app.cases.views.clocks import clock_facts
from app.cases.views.customer import customer_page
from app.cases.views.workspace import desk_of, entry
from app.escalation.reasons import reason_text
from app.kit.forms import Form, sent_back
from app.kit.texts import Text
from app.questions.actions.answering import answer, scope_of
from app.questions.actions.official import active_official_answer, make_official
from app.questions.queries import visible_question

MODES: dict[str, type[Form]] = {
    "reply": ReplyForm,
    "public": PublicForm,
    "note": NoteForm,
    "back": HandBackForm,
    "close": CloseForm,
}


def staff_page(case: Case, mode: str, form: Form | None = None) -> str:
    question = visible_question(me(), case.question_id) if case.question_id else None
    if mode == "public" and question is None:
        mode = "reply"
    form = form or MODES[mode]()
    if isinstance(form, PublicForm) and request.method == "GET" and question is not None:
        form.scope.data = scope_of(question)
    if isinstance(form, AnswerForm):
        form.seen.data = last_word(case)
    if isinstance(form, HandBackForm):
        form.offer(case.skill)
    work = can_work(me(), case)
    details = private_details(case.question_id) if case.question_id else None
    return render_template(
        "cases/show.html",
        case=case,
        card=card_of(case, question),
        question=question,
        entry=entry(case),
        details=details.text if details else "",
        said=conversation(me(), case, question),
        desk=desk_of(myself()),
        mode=mode,
        form=form,
        work=work,
        blocked=None if work else Text(work.reason, **work.params),
        leads=me().has(Role.LEAD),
        why=reason_text(case.trigger, to_asker=False) if case.trigger else None,
        official=active_official_answer(question) if question else None,
        clocks=clock_facts(case, question),
        timeline=timeline(case),
        active="workspace",
    )


@blueprint.get("/cases/<reference>")
@member
def show(reference: str) -> str:
    """The case: for its customer their own view, for staff the workspace, for anybody else nothing."""
    case = visible_case(me(), reference)
    if not me().has(Role.AGENT, Role.LEAD) or case.customer_id == me().id:
        return customer_page(case, CustomerForm())
    mode = request.args.get("to", "public" if case.question_id else "reply")
    return staff_page(case, mode if mode in MODES else "reply")


def _act(reference: str, mode: str, done: str) -> Any:
    """One sending of the composer: taken once, refused with the words still there."""
    case, form = visible_case(me(), reference), MODES[mode]()
    if isinstance(form, HandBackForm):
        form.offer(case.skill)
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, _result = form.attempt(lambda: _done(case, form, mode))
        if fine:
            gone = mode == "back"
            target = url_for("cases.workspace") if gone else url_for("cases.show", reference=reference)
            keep_result(form.once.data, target)
            flash(done, "success")
            return redirect(target)
    return sent_back(staff_page(case, mode, form))


def _done(case: Case, form: Form, mode: str) -> None:
    if isinstance(form, AnswerForm):
        check_nobody_was_quicker(myself(), case, seen=form.seen.data or "")
    ACTS[mode](case, form)


def _answer_publicly(case: Case, form: PublicForm) -> None:
    question = visible_question(me(), case.question_id or 0)
    scope, evidence = form.scope.data or "", form.evidence.data or ""
    posted = answer(myself(), question, body=form.body.data, scope=scope)
    if form.official.data:
        make_official(myself(), posted, scope=scope, evidence=evidence)


ACTS: dict[str, Any] = {
    "reply": lambda case, form: working.reply(myself(), case, body=form.body.data, needed=form.needed.data or ""),
    "note": lambda case, form: working.note(myself(), case, body=form.body.data),
    "public": _answer_publicly,
    "back": lambda case, form: working.hand_back(myself(), case, reason=form.reason.data, skill=form.skill.data),
    "close": lambda case, form: working.close(myself(), case, outcome=Outcome(form.outcome.data)),
}


@blueprint.post("/cases/<reference>/<mode>")
@agent
def act(reference: str, mode: str) -> Response | tuple[str, int]:
    done = {
        "reply": _("Sent to the customer."),
        "note": _("Noted."),
        "public": _("Published on the thread."),
        "back": _("Back in the queue."),
        "close": _("Closed."),
    }
    if mode not in done:
        abort(404)
    return _act(reference, mode, done[mode])
