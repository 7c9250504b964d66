"""Replies of agents in training: what waits, looking one over, and who is in training."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import agent, lead, me, myself
from app.cases.card import card_of
from app.cases.coaching import actions
from app.cases.coaching.forms import LookOverForm
from app.cases.coaching.models import WaitingReply, Way
from app.cases.coaching.permissions import (
    can_be_sent,
    can_look_over,
    can_set_training,
    can_take_over,
    can_take_reply_back,
)
from app.cases.coaching.queries import waiting_replies, waiting_reply
from app.cases.conversation import Said, conversation
from app.cases.customer.files import files_handed_in
from app.cases.models import Case
from app.cases.queries import visible_case
from app.cases.views import blueprint
from app.cases.views.desk import agent_called
from app.cases.views.entries import entry
from app.cases.views.pictures import served
from app.kit.errors import Unseen
from app.kit.forms import sent_back
from app.kit.pressing import Answer, press
from app.kit.texts import Text
from app.macros.actions import keep_use
from app.macros.choosing import ids_in
from app.questions.queries import visible_question


@blueprint.get("/workspace/reviews")
@agent
def reviews() -> str:
    return render_template(
        "cases/reviews.html",
        items=[(one, entry(one.case)) for one in waiting_replies(myself())],
        active="workspace",
    )


def _reply_called(reference: str) -> WaitingReply:
    """For whoever works on cases, but not on their own: that one waits is no business of the customer's."""
    found = waiting_reply(reference)
    if found.case.customer_id == me().id:
        raise Unseen
    return found


@blueprint.route("/workspace/reviews/<written>", methods=["GET", "POST"])
@agent
def review(written: str) -> Response | str | tuple[str, int]:
    found = _reply_called(written)
    form = LookOverForm(data={"body": found.body})
    if form.submitted():
        fine, _nothing = form.attempt(lambda: _decided(found, form))
        if fine:
            returned = form.decision.data == "return"
            flash(_("Returned, and its author is told.") if returned else _("Sent."), "success")
            return redirect(url_for("cases.reviews"))
    page = _page(found, form)
    return sent_back(page) if request.method == "POST" else page


def _decided(found: WaitingReply, form: LookOverForm) -> None:
    if form.decision.data == "return":
        actions.give_back(myself(), found, reason=form.reason.data or "", body=form.body.data or "")
        return
    sent = actions.send(myself(), found, body=form.body.data or "", reason=form.reason.data or "")
    keep_use(found.author, ids_in(found.put_in), sent)


def _case_of(found: WaitingReply) -> tuple[Case, list[Said]]:
    """Its case with what was said in it; without, where the case waits in the queue and the reader would see it early."""
    try:
        case = visible_case(me(), found.case.reference)
    except Unseen:
        return found.case, []
    return case, conversation(me(), case, visible_question(me(), case.question_id) if case.question_id else None)


def _page(found: WaitingReply, form: Any) -> str:
    case, said = _case_of(found)
    question = visible_question(me(), case.question_id) if case.question_id else None
    may, sendable = can_look_over(me(), found), can_be_sent(found)
    if not sendable:
        form.decision.choices = [choice for choice in form.decision.choices if choice.value != "send"]
    return render_template(
        "cases/review.html",
        form=form,
        item=found,
        public=found.way is Way.PUBLIC,
        entry=entry(case),
        card=card_of(case, question),
        said=said,
        files=files_handed_in(found.id),
        stays=None if sendable else Text(sendable.reason, **sendable.params),
        usable=bool(can_take_over(me(), found)),
        blocked=None if may else Text(may.reason, **may.params),
        own=bool(can_take_reply_back(me(), found)),
        active="workspace",
    )


@blueprint.get("/workspace/reviews/<written>/files/<file>")
@agent
def reply_file(written: str, file: str) -> Response:
    """A picture that waits with the reply it was handed in with."""
    kept = files_handed_in(_reply_called(written).id)
    return served(next((one for one in kept if one.reference == file), None))


@blueprint.route("/workspace/reviews/<written>/back", methods=["GET", "POST"])
@agent
def reply_back(written: str) -> Answer:
    found = _reply_called(written)
    return press(
        lambda: actions.take_reply_back(myself(), found),
        title=_("Take this reply back?"),
        sentence=_("It is not sent. You find its words in the case, to write them anew."),
        yes=_("Take it back"),
        back=url_for("cases.show", reference=found.case.reference),
        said=_("Taken back."),
        may=can_take_reply_back(me(), found),
    )


@blueprint.route("/admin/desk/<int:agent_id>/training", methods=["GET", "POST"])
@lead
def training(agent_id: int) -> Answer:
    found = agent_called(agent_id)
    return press(
        lambda: actions.begin_training(myself(), found),
        title=_("Is %(name)s in training?", name=found.display_name),
        sentence=_("A colleague then looks over what they write to customers before it is sent."),
        yes=_("In training"),
        back=url_for("cases.skills"),
        said=_("Saved."),
        may=can_set_training(me(), found),
    )


@blueprint.route("/admin/desk/<int:agent_id>/training/end", methods=["GET", "POST"])
@lead
def training_end(agent_id: int) -> Answer:
    found = agent_called(agent_id)
    return press(
        lambda: actions.end_training(myself(), found),
        title=_("Is the training of %(name)s over?", name=found.display_name),
        sentence=_("What they write is sent at once from now on."),
        yes=_("It is over"),
        back=url_for("cases.skills"),
        said=_("Saved."),
        may=can_set_training(me(), found),
    )
