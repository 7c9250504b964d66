"""An expert in a case: asked in by staff, let in by the customer, and what they see: the words, redacted."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import agent, me, member, myself
from app.accounts.queries import person
from app.activity.once import earlier_result, keep_result
from app.cases.actions.experts import ask_expert, keep_out, let_in, note_as_expert
from app.cases.customer.experts import experts_for, look_called, look_of, topics_of
from app.cases.customer.files import file_called
from app.cases.customer.forms import ExpertForm, ExpertNoteForm
from app.cases.customer.let_in import case_for_expert
from app.cases.customer.models import ExpertLook
from app.cases.models import Case
from app.cases.permissions import can_reply_as_customer, can_work
from app.cases.queries import visible_case
from app.cases.views import blueprint
from app.cases.views.doors import Door
from app.cases.views.entries import entry
from app.cases.views.pictures import served
from app.cases.views.redacting import Seen, seen_by_expert
from app.kit.errors import Invalid, Unseen
from app.kit.forms import sent_back
from app.kit.pressing import Answer, press
from app.kit.saving import save
from app.kit.texts import N_
from app.kit.verdicts import YES, require


@blueprint.route("/cases/<reference>/expert", methods=["GET", "POST"])
@agent
def ask_an_expert(reference: str) -> Answer:
    case, form = visible_case(me(), reference), ExpertForm()
    require(can_work(me(), case))
    form.offer(experts_for(case))
    return save(
        form,
        lambda: _ask(case, form),
        page=lambda: render_template(
            "cases/expert_form.html", form=form, case=case, entry=entry(case), active="workspace"
        ),
        said=_("The customer is asked. The expert knows nothing of it until they agree."),
        back=url_for("cases.show", reference=reference),
    )


def _ask(case: Case, form: ExpertForm) -> None:
    expert = person(form.expert.data)
    if expert is None:
        raise Invalid(N_("Choose one."), field="expert")
    pictures, topics = bool(form.with_pictures.data), topics_of(case)
    ask_expert(myself(), case, expert, reason=form.reason.data or "", topics=topics, with_pictures=pictures)


def _look(case: Case, look_id: int) -> ExpertLook:
    found = look_called(case, look_id)
    if found is None:
        raise Unseen
    return found


@blueprint.route("/cases/<reference>/experts/<int:look_id>/consent", methods=["GET", "POST"])
@member
def let_expert_in(reference: str, look_id: int) -> Answer:
    return let_look(Door(myself(), reference), look_id)


def let_look(door: Door, look_id: int) -> Answer:
    """The customer's alone: staff cannot agree for them."""
    case = door.case()
    require(can_reply_as_customer(door.person, case))
    look = _look(case, look_id)
    return press(
        lambda: let_in(door.person, case, look),
        title=_("Let this expert look?"),
        sentence=_(
            "They read what was said, without your name, address and numbers. You can take it back at any moment."
        ),
        yes=_("Let them look"),
        back=door.here,
        said=_("They can look now, until you take it back."),
    )


@blueprint.route("/cases/<reference>/experts/<int:look_id>/end", methods=["GET", "POST"])
@member
def keep_expert_out(reference: str, look_id: int) -> Answer:
    return kept_out(Door(myself(), reference), look_id)


def kept_out(door: Door, look_id: int) -> Answer:
    case = door.case()
    look = _look(case, look_id)
    own = case.customer_id == door.person.id
    return press(
        lambda: keep_out(door.person, case, look),
        title=_("End the expert's look?"),
        sentence=_("From this moment they see nothing of the case. What they wrote to staff stays."),
        yes=_("End it"),
        back=door.here,
        said=_("Ended: they see nothing of it any more."),
        may=YES if own else can_work(door.person, case),
    )


@blueprint.route("/cases/<reference>/as-expert", methods=["GET", "POST"])
@member
def as_expert(reference: str) -> Answer:
    case, form = _case(reference), ExpertNoteForm()
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, _note = form.attempt(lambda: note_as_expert(myself(), case, body=form.body.data or ""))
        if fine:
            here = url_for("cases.as_expert", reference=reference)
            keep_result(form.once.data, here)
            flash(_("Sent to staff. The customer does not see it."), "success")
            return redirect(here)
    page = _page(seen_by_expert(case, myself(), _with_pictures(case)), case, form)
    return page if request.method == "GET" else sent_back(page)


def _page(seen: Seen, case: Case, form: ExpertNoteForm) -> str:
    return render_template("cases/as_expert.html", seen=seen, case=case, form=form, noindex=True)


def _case(reference: str) -> Case:
    case = case_for_expert(me(), reference)
    if case is None:
        raise Unseen
    return case


def _with_pictures(case: Case) -> bool:
    look = look_of(me(), case.id)
    return look is not None and look.with_pictures


@blueprint.get("/cases/<reference>/as-expert/files/<file>")
@member
def expert_file(reference: str, file: str) -> Response:
    """Only where the customer agreed to images too."""
    case = _case(reference)
    if not _with_pictures(case):
        raise Unseen
    return served(file_called(case.id, file))
