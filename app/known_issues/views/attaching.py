"""Staff attach a question to a known issue, and detach it, with a reason."""

from flask import redirect, render_template, request
from flask_babel import gettext as _

from app.accounts.gates import me, moderation, myself
from app.kit.errors import Invalid
from app.kit.pressing import Answer, press
from app.kit.saving import save
from app.kit.texts import N_
from app.kit.verdicts import require
from app.known_issues.actions.attaching import attach, detach
from app.known_issues.forms import AttachForm, WhyForm
from app.known_issues.models import KnownIssue
from app.known_issues.permissions import can_attach, can_detach, can_keep
from app.known_issues.queries import issue_by_id, open_issues, standing_row
from app.known_issues.states import Attached
from app.known_issues.views import blueprint
from app.labels.presenting import present_one
from app.posts.addresses import address_of
from app.questions.queries import visible_question


@blueprint.route("/questions/<int:question_id>/known-issue", methods=["GET", "POST"])
@moderation
def attach_question(question_id: int) -> Answer:
    require(can_keep(me()))
    question = visible_question(me(), question_id)
    require(can_attach(me(), question))
    if standing_row(question.id) is not None and request.method == "GET":
        return redirect(f"/questions/{question.id}/known-issue/detach")
    form = AttachForm().among(open_issues())
    return save(
        form,
        lambda: attach(myself(), _chosen(form), question, how=Attached.STAFF, reason=form.reason.data),
        page=lambda: render_template(
            "known_issues/attach.html", form=form, one=present_one(question), back=address_of(question), noindex=True
        ),
        said=_("Attached. Whoever asked is told."),
        back=address_of(question),
    )


def _chosen(form: AttachForm) -> KnownIssue:
    if not (form.issue.data or "").isdigit():
        raise Invalid(N_("Choose a known issue."), field="issue")
    return issue_by_id(int(form.issue.data))


@blueprint.route("/questions/<int:question_id>/known-issue/detach", methods=["GET", "POST"])
@moderation
def detach_question(question_id: int) -> Answer:
    require(can_keep(me()))
    question = visible_question(me(), question_id)
    form = WhyForm()
    return press(
        lambda: detach(myself(), question, reason=form.reason.data),
        title=_("Is this another problem?"),
        sentence=_("The question leaves the known issue and is answered by itself, with a fresh window."),
        yes=_("Detach"),
        back=address_of(question),
        said=_("Detached. The question goes its own way."),
        may=can_detach(me(), question),
        form=form,
    )
