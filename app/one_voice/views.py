"""What waits for a second spokesperson, the decision on it, and the setting."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import administrator, agent, me, myself
from app.kit.forms import sent_back
from app.kit.pressing import press
from app.kit.saving import Answer, save
from app.kit.texts import Text
from app.kit.verdicts import require
from app.labels.presenting import present, present_one
from app.one_voice import actions
from app.one_voice.forms import DecideForm, RuleForm
from app.one_voice.models import WaitingOfficial
from app.one_voice.permissions import can_approve, can_drop, can_see_waiting
from app.one_voice.queries import needs_now, rules, said_before, shown_answers, waiting_official, waiting_officials
from app.one_voice.sensitive import TOPIC_NAMES, Topic
from app.one_voice.states import Needs, Waiting

blueprint = Blueprint("one_voice", __name__)
blueprints = (blueprint,)


def topics_said(waiting: WaitingOfficial) -> list[Text]:
    return [Text(TOPIC_NAMES[Topic(code)]) for code in waiting.topics.split()]


@blueprint.get("/official")
@agent
def waiting() -> str:
    require(can_see_waiting(me()))
    found = waiting_officials()
    return render_template("one_voice/waiting.html", items=found, topics=topics_said, active="workspace")


@blueprint.route("/official/<waiting_reference>", methods=["GET", "POST"])
@agent
def decide(waiting_reference: str) -> Answer:
    found, form = waiting_official(waiting_reference), DecideForm()
    require(can_see_waiting(me()))
    if form.submitted():
        fine, _nothing = form.attempt(lambda: _decided(found, form))
        if fine:
            approved = found.state is Waiting.APPROVED
            flash(
                _("It is the official answer now.") if approved else _("Returned, and its author is told."), "success"
            )
            return redirect(url_for("one_voice.waiting"))
        return sent_back(_page(found, form))
    return _page(found, form) if not form.is_submitted() else sent_back(_page(found, form))


def _decided(found: WaitingOfficial, form: DecideForm) -> None:
    if form.decision.data == "approve":
        actions.approve(myself(), found, seen_revision=int(form.seen.data or 0), reason=form.reason.data or "")
    else:
        actions.send_back(myself(), found, reason=form.reason.data or "")


def _page(found: WaitingOfficial, form: Any) -> str:
    may = can_approve(me(), found)
    displaced = shown_answers(myself(), [found.displaces_id, found.earlier_id])
    others = [one for one in said_before(myself(), found.answer.question) if one not in displaced]
    form.seen.raw_data, form.seen.data = None, str(found.answer.revision)
    return render_template(
        "one_voice/decide.html",
        form=form,
        item=found,
        shown=present_one(found.answer),
        title=found.answer.question.title,
        topics=topics_said(found),
        displaced=present(displaced),
        others=present(others),
        blocked=None if may else Text(may.reason, **may.params),
        droppable=bool(can_drop(me(), found)),
        active="workspace",
    )


@blueprint.route("/official/<waiting_reference>/drop", methods=["GET", "POST"])
@agent
def drop(waiting_reference: str) -> Answer:
    found = waiting_official(waiting_reference)
    return press(
        lambda: actions.drop(myself(), found),
        title=_("Take this back?"),
        sentence=_("The answer stays on the thread as an ordinary one."),
        yes=_("Take it back"),
        back=url_for("one_voice.waiting"),
        said=_("Taken back."),
        may=can_drop(me(), found),
    )


@blueprint.route("/admin/official", methods=["GET", "POST"])
@administrator
def rule() -> Answer:
    form = RuleForm(data={"needs": needs_now().value})
    return save(
        form,
        lambda: actions.set_approval(myself(), needs=Needs(form.needs.data)),
        page=lambda: render_template(
            "one_voice/rule.html",
            form=form,
            rows=rules(),
            said={one.value: one.label for one in form.needs.choices},
            active="admin",
        ),
        said=_("Saved. It holds for answers from now on."),
        back=url_for("one_voice.rule"),
    )
