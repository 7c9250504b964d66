"""One's own cases, and one of them: who opened it and why, what was said and given, whose turn it is, who else may look.

A guest who has no password comes in by the link of a mail: to read and to reply, and to no more.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself, public
from app.accounts.models import User
from app.activity.once import earlier_result, keep_result
from app.cases.actions.fields import give_fields
from app.cases.actions.files import attach
from app.cases.actions.working import reply_as_customer
from app.cases.clocks.queries import waits_until
from app.cases.conversation import conversation
from app.cases.customer.experts import cases_for_expert
from app.cases.customer.fields import fields_of
from app.cases.customer.files import file_called
from app.cases.customer.forms import FIELDS, CustomerForm
from app.cases.customer.links import case_path, read_case_link
from app.cases.customer.story import story_of
from app.cases.models import Case, CaseMessage
from app.cases.put_together import led_to
from app.cases.queries import cases_of_customer, hours_now, visible_case
from app.cases.recovery import times_said
from app.cases.states import CaseState
from app.cases.views import blueprint
from app.cases.views.pictures import pictures_sent, served
from app.cases.views.workspace import entry
from app.escalation.reasons import reason_text
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Unseen
from app.kit.forms import sent_back
from app.kit.pressing import Answer
from app.kit.texts import N_, Text
from app.questions.queries import visible_question


@dataclass(frozen=True)
class Door:
    """How a customer came to their case: signed in, or by the link of a mail. The pages' addresses differ, no more."""

    person: User
    reference: str
    token: str = ""

    @property
    def here(self) -> str:
        if self.token:
            return url_for("cases.by_link", token=self.token)
        return url_for("cases.show", reference=self.reference)

    @property
    def reply_to(self) -> str:
        return self.here if self.token else url_for("cases.answer_staff", reference=self.reference)

    def file(self, reference: str) -> str:
        if self.token:
            return url_for("cases.file_by_link", token=self.token, file=reference)
        return url_for("cases.case_file", reference=self.reference, file=reference)


def customer_page(case: Case, form: CustomerForm, door: Door | None = None) -> str:
    door = door or Door(myself(), case.reference)
    question = visible_question(door.person, case.question_id) if case.question_id else None
    until = waits_until(case) if case.state is CaseState.WAITING_CUSTOMER else None
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
        door=door,
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
    return render_template("cases/mine.html", cases=[entry(case) for case in cases_of_customer(myself())], looks=looks)


@blueprint.post("/cases/<reference>/customer")
@member
def answer_staff(reference: str) -> Answer:
    return _reply(lambda: visible_case(me(), reference), Door(myself(), reference))


@blueprint.route("/cases/link/<token>", methods=["GET", "POST"])
@public
def by_link(token: str) -> Answer:
    opened = read_case_link(token)
    if opened is None:
        page = render_template("cases/link_gone.html", noindex=True)
        return make_response(page, 404)
    door = Door(opened.customer, opened.reference, token)

    def load() -> Case:
        return visible_case(door.person, door.reference)

    if request.method == "POST":
        return _reply(load, door)
    case = load()
    if case.merged_into_id:
        return redirect(_address(led_to(case), door))
    response = make_response(customer_page(case, CustomerForm(), door))
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/cases/link/<token>/files/<file>")
@public
def file_by_link(token: str, file: str) -> Response:
    opened = read_case_link(token)
    if opened is None:
        raise Unseen
    return served(file_called(led_to(visible_case(opened.customer, opened.reference)).id, file))


def _reply(load: Callable[[], Case], door: Door) -> Answer:
    load()
    form = CustomerForm()
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, written = form.attempt(lambda: _write(load, door.person, form))
        if fine:
            case = db.session.get_one(Case, written.case_id)
            target = _address(case, door)
            keep_result(form.once.data, target)
            flash(_said(case, door), "success")
            return redirect(target)
    return sent_back(customer_page(load(), form, door))


def _write(load: Callable[[], Case], customer: User, form: CustomerForm) -> CaseMessage:
    """Words, fields, images: whatever of it there is. What was asked for and given needs no more words."""
    pictures = pictures_sent(customer)
    case, values = load(), form.values()
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
        return _("Sent. Only you and staff can read it.")
    if case.earlier_id is not None:
        return _("Sent. That case had been closed for long, so this is a new one, linked to it.")
    return _("Sent. Your cases were put together while you were writing; your words are here.")


def _address(case: Case, door: Door) -> str:
    if door.token:
        return case_path(door.person, case.reference)
    return url_for("cases.show", reference=case.reference)
