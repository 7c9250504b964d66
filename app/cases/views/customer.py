"""One's own cases, and one of them: who opened it and why, what was said and given, whose turn it is, who else may look."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import member, myself
from app.activity.once import earlier_result, keep_result
from app.cases.actions.fields import give_fields
from app.cases.actions.files import attach
from app.cases.actions.working import reply_as_customer
from app.cases.clocks.queries import lapses_at
from app.cases.conversation import conversation
from app.cases.customer.fields import fields_of
from app.cases.customer.forms import FIELDS, CustomerForm
from app.cases.customer.let_in import cases_for_expert
from app.cases.customer.story import story_of
from app.cases.models import Case, CaseMessage
from app.cases.permissions import can_say_settled
from app.cases.queries import cases_of_customer, hours_now
from app.cases.recovery import times_said
from app.cases.views import blueprint
from app.cases.views.doors import Door
from app.cases.views.entries import entry
from app.cases.views.pictures import pictures_sent
from app.escalation.reasons import reason_text
from app.extensions import db
from app.kit.clock import now
from app.kit.forms import sent_back
from app.kit.pressing import Answer
from app.kit.texts import N_, Text
from app.questions.queries import visible_question


def customer_page(case: Case, form: CustomerForm, door: Door | None = None) -> str:
    door = door or Door(myself(), case.reference)
    question = visible_question(door.person, case.question_id) if case.question_id else None
    until = lapses_at(case)
    rows = fields_of(case.id)
    asked = [form[name] for field, name in FIELDS.items() if form[name].data or field in rows and not rows[field].value]
    return render_template(
        "cases/customer.html",
        case=case,
        title=entry(case).title,
        question=question,
        why=reason_text(case.trigger, to_asker=True) if case.trigger else None,
        story=story_of(case, rows, door.person),
        promised=_promised(case),
        lapses=Text(N_("Without your word it closes on %(asker_until)s."), asker_until=until) if until else "",
        said=conversation(door.person, case, None),
        file_address=door.file,
        form=form,
        asked=asked,
        says_settled=bool(can_say_settled(door.person, case)),
        door=door,
        rooms=True,
        noindex=True,
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
    looks = [
        (url_for("cases.as_expert", reference=case.reference), case.reference) for case in cases_for_expert(myself())
    ]
    own = [entry(case, lapses_at(case)) for case in cases_of_customer(myself())]
    return render_template("cases/mine.html", cases=own, looks=looks)


@blueprint.post("/cases/<reference>/customer")
@member
def answer_staff(reference: str) -> Answer:
    return replied(Door(myself(), reference))


def replied(door: Door) -> Answer:
    door.case()
    form = CustomerForm()
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, written = form.attempt(lambda: _write(door, form))
        if fine:
            case = db.session.get_one(Case, written.case_id)
            target = door.other(case.reference)
            keep_result(form.once.data, target)
            flash(_said(case, door), "success")
            return redirect(target)
    return sent_back(customer_page(door.case(), form, door))


def _write(door: Door, form: CustomerForm) -> CaseMessage:
    """Words, fields, images: whatever of it there is. What was asked for and given needs no more words."""
    customer = door.person
    pictures = pictures_sent(customer)
    case, values = door.case(), form.values()
    body = form.body.data or ""
    if not body and (any(values.values()) or pictures):
        body = _("Here is what you asked for.")
    written = reply_as_customer(customer, case, body=body)
    where = case if written.case_id == case.id else db.session.get_one(Case, written.case_id)
    give_fields(customer, where, values=values)
    attach(customer, written, pictures)
    return written


def _said(case: Case, door: Door) -> str:
    if case.reference == door.reference:
        return _("Sent. Only you, staff and whom you let in can read it.")
    if case.earlier_id is not None:
        return _("Sent. That case had been closed for long, so this is a new one, linked to it.")
    return _("Sent. Your cases were put together while you were writing; your words are here.")
