"""One case as staff see it: conversation, customer, timeline; and a composer that says where the words will go."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import agent, me, member, myself
from app.accounts.roles import Role
from app.activity.once import earlier_result, keep_result
from app.cases.actions import working
from app.cases.actions.overtaking import check_nobody_was_quicker
from app.cases.card import card_of
from app.cases.clocks.queries import lapses_at
from app.cases.conversation import conversation
from app.cases.customer.forms import CustomerForm
from app.cases.forms import AnswerForm, CloseForm, HandBackForm, NoteForm, PublicForm, ReplyForm, WaitForm
from app.cases.models import Case
from app.cases.permissions import can_wait_inside, can_work
from app.cases.put_together import led_to
from app.cases.queries import last_word, private_details, visible_case
from app.cases.timeline import timeline
from app.cases.views import blueprint
from app.cases.views.clocks import clock_facts
from app.cases.views.composing import (
    check_prepared,
    handed_in,
    keep_prepared,
    kept_replies,
    offer_prepared,
    prepared_put_in,
    words_used,
    write_anew,
)
from app.cases.views.customer import customer_page
from app.cases.views.entries import entry
from app.cases.views.helping import beside, what_helps
from app.cases.views.inside import inside_of
from app.cases.views.looking import looked_into
from app.cases.views.news import here_now, news_address
from app.cases.views.pictures import pictures_sent
from app.cases.views.saying import close, led_on, reply, still_there
from app.cases.views.unsent import back_in_the_queue, words_in
from app.cases.views.workspace import desk_of
from app.escalation.reasons import reason_text
from app.kit.errors import Unseen
from app.kit.forms import Form, sent_back
from app.kit.pressing import Answer
from app.kit.texts import Text
from app.kit.verdicts import Verdict
from app.one_voice.actions import speak_officially
from app.one_voice.offering import earlier_offered, waits_for
from app.questions.actions.answering import answer, scope_of
from app.questions.actions.official import active_official_answer
from app.questions.queries import visible_question
from app.questions.states import Trigger

MODES: dict[str, type[Form]] = {
    "reply": ReplyForm,
    "public": PublicForm,
    "note": NoteForm,
    "wait": WaitForm,
    "back": HandBackForm,
    "close": CloseForm,
}


def staff_page(case: Case, mode: str, form: Form | None = None) -> str:
    question = visible_question(me(), case.question_id) if case.question_id else None
    if mode == "public" and question is None:
        mode = "reply"
    form = form or MODES[mode]()
    said = earlier_offered(form, question)
    if isinstance(form, PublicForm) and request.method == "GET" and question is not None:
        form.scope.data = scope_of(question)
    offer_prepared(form, case)
    write_anew(form, case)
    if isinstance(form, AnswerForm):
        form.seen.data = last_word(case)
    if isinstance(form, HandBackForm):
        form.offer(case.skill)
    inside = inside_of(case)
    if isinstance(form, ReplyForm):
        form.offer(inside.askable, inside.perhaps)
    work, desk = can_work(me(), case), desk_of(myself())
    details = private_details(case.question_id) if case.question_id else None
    return render_template(
        "cases/show.html",
        case=case,
        card=card_of(case, question),
        question=question,
        entry=entry(case, lapses_at(case)),
        details=details.text if details else "",
        said=conversation(me(), case, question),
        desk=desk,
        mode=mode,
        form=form,
        work=work,
        can_wait=can_wait_inside(me(), case).allowed,
        blocked=None if work else _why_not(case, work),
        words=words_in(form) if request.method == "POST" else "",
        leads=me().has(Role.LEAD),
        why=reason_text(case.trigger, to_asker=False) if case.trigger else None,
        official=active_official_answer(question) if question else None,
        said_before=said,
        kept=kept_replies(case),
        helps=what_helps(question) if request.method == "GET" else [],
        beside=beside(case, desk),
        others=here_now(case),
        news=news_address(case, myself()),
        inside=inside,
        clocks=clock_facts(case, question),
        timeline=timeline(case),
        active="workspace",
    )


def _why_not(case: Case, work: Verdict) -> str:
    """Why one reads and does not write; of a case that somebody else has, also who, and what can be done."""
    said = str(Text(work.reason, **work.params))
    if not case.is_open or case.owner is None:
        return said
    who = _("It is with %(name)s; a lead can give it to you.", name=case.owner.display_name)
    return f"{said} {who}"


@blueprint.get("/cases/<reference>")
@member
def show(reference: str) -> Answer:
    """The case: for its customer their own view, for staff the workspace, for an administrator with a reason what is in
    it, for anybody else nothing."""
    try:
        case = visible_case(me(), reference)
    except Unseen:
        return looked_into(reference)
    if case.merged_into_id:
        return redirect(url_for("cases.show", reference=led_to(case).reference))
    if not me().has(Role.AGENT, Role.LEAD) or case.customer_id == me().id:
        return customer_page(case, CustomerForm())
    mode = request.args.get("to", _opens_with(case))
    return staff_page(case, mode if mode in MODES else "reply")


def _opens_with(case: Case) -> str:
    """Where words go unless somebody says otherwise. Nothing is made public by habit: a case about money or an account, and
    one that is talked about in private, opens with the private reply."""
    private = not case.question_id or case.trigger is Trigger.SAFETY_OR_ACCOUNT or bool(case.messages)
    return "reply" if private else "public"


def _act(reference: str, mode: str, done: str) -> Any:
    """One sending of the composer: taken once, refused with the words still there."""
    form = MODES[mode]()
    try:
        return _sent(reference, mode, form, done)
    except Unseen:
        return back_in_the_queue(reference, form)


def _sent(reference: str, mode: str, form: Form, done: str) -> Any:
    case = visible_case(me(), reference)
    if case.customer_id == me().id:
        raise Unseen
    if isinstance(form, HandBackForm):
        form.offer(case.skill)
    question = visible_question(me(), case.question_id) if case.question_id else None
    earlier_offered(form, question)
    offer_prepared(form, case)
    if prepared_put_in(form, case, question):
        return staff_page(case, mode, form)
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, case_now = form.attempt(lambda: _done(reference, form, mode))
        if fine:
            gone = mode == "back"
            target = url_for("cases.workspace") if gone else url_for("cases.show", reference=case_now.reference)
            done = _gone_to(case_now) if gone and case_now.owner is not None else led_on(reference, case_now, done)
            keep_result(form.once.data, target)
            if not g.get("handed_in"):
                flash(done, "success")
            return redirect(target)
    return sent_back(staff_page(visible_case(me(), reference), mode, form))


def _gone_to(case: Case) -> str:
    name = case.owner.display_name if case.owner else ""
    return _("It had changed hands twice, so it went to a lead, %(name)s.", name=name)


def _done(reference: str, form: Form, mode: str) -> Case:
    """Does it, and answers to which case: one that was merged meanwhile leads on."""
    pictures = pictures_sent(myself()) if isinstance(form, ReplyForm) else []
    case = still_there(visible_case(me(), reference))
    if isinstance(form, AnswerForm):
        check_nobody_was_quicker(myself(), case, seen=form.seen.data or "")
    check_prepared(form)
    if handed_in(case, form, pictures):
        return case
    message = None
    if isinstance(form, ReplyForm):
        message = reply(case, form, pictures)
        keep_prepared(form, message)
    else:
        ACTS[mode](case, form)
    if isinstance(form, AnswerForm):
        words_used(case, form, message)
    return case


def _answer_publicly(case: Case, form: PublicForm) -> None:
    question = visible_question(me(), case.question_id or 0)
    scope, evidence = form.scope.data or "", form.evidence.data or ""
    posted = answer(myself(), question, body=form.body.data, scope=scope)
    keep_prepared(form, posted)
    if form.official.data:
        waiting = speak_officially(myself(), posted, scope=scope, evidence=evidence, **form.stance_said)
        if waiting is not None:
            flash(str(waits_for(waiting)), "info")


ACTS: dict[str, Any] = {
    "note": lambda case, form: working.note(myself(), case, body=form.body.data, goes_on=form.goes_on.data),
    "wait": lambda case, form: working.wait_internal(myself(), case, body=form.body.data),
    "public": _answer_publicly,
    "back": lambda case, form: working.hand_back(myself(), case, reason=form.reason.data, skill=form.skill.data),
    "close": close,
}


@blueprint.post("/cases/<reference>/<mode>")
@agent
def act(reference: str, mode: str) -> Response | tuple[str, int]:
    done = {
        "reply": _("Sent to the customer."),
        "note": _("Noted."),
        "wait": _("It waits for somebody inside. The promise to the customer stands."),
        "public": _("Published on the thread."),
        "back": _("Back in the queue."),
        "close": _("Closed."),
    }
    if mode not in done:
        abort(404)
    return _act(reference, mode, done[mode])
