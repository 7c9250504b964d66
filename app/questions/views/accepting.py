"""The asker's word on an answer, and staff's word for an absent asker."""

from flask_babel import gettext as _

from app.accounts.gates import me, member, myself
from app.kit.forms import Form, Press
from app.kit.pressing import Answer as Page
from app.kit.pressing import press
from app.questions.actions import accepting
from app.questions.forms.thread import ReasonForm
from app.questions.permissions import can_accept, can_judge, can_undo_acceptance, needs_reason_to_accept
from app.questions.queries import visible_answer
from app.questions.views import blueprint
from app.questions.views.places import place_of


@blueprint.route("/answers/<int:answer_id>/acceptance", methods=["GET", "POST"])
@member
def acceptance(answer_id: int) -> Page:
    answer = visible_answer(me(), answer_id)
    for_asker = needs_reason_to_accept(me(), answer.question)
    form: Form = ReasonForm() if for_asker else Press()
    reason = form["reason"] if for_asker else None
    return press(
        lambda: accepting.accept(myself(), answer, reason=reason.data if reason is not None else ""),
        form=form,
        may=can_accept(me(), answer),
        title=_("Accept this for the asker?") if for_asker else _("Did this solve it?"),
        sentence=_("It is counted apart from what askers confirm themselves, and shows that staff closed it.")
        if for_asker
        else _("The question is then shown as solved, and whoever has the same problem finds this answer first."),
        yes=_("Accept for the asker") if for_asker else _("This solved it"),
        said=_("Marked as solved."),
        back=place_of(answer, answer.question),
    )


@blueprint.route("/answers/<int:answer_id>/acceptance/undo", methods=["GET", "POST"])
@member
def undo_acceptance(answer_id: int) -> Page:
    answer = visible_answer(me(), answer_id)
    return press(
        lambda: accepting.undo_acceptance(myself(), answer),
        may=can_undo_acceptance(me(), answer),
        title=_("Did it not solve it after all?"),
        sentence=_("With no accepted answer left, the question is open again."),
        yes=_("It did not solve it"),
        said=_("Taken back: this answer is no longer marked as the solution."),
        back=place_of(answer, answer.question),
    )


@blueprint.route("/answers/<int:answer_id>/did-not-help", methods=["GET", "POST"])
@member
def did_not_help(answer_id: int) -> Page:
    answer = visible_answer(me(), answer_id)
    return press(
        lambda: accepting.did_not_help(myself(), answer),
        may=can_judge(me(), answer),
        title=_("Did this not help?"),
        sentence=_("The question then goes on to whoever can help next."),
        yes=_("It did not help"),
        said=_("Thank you for saying so. The question goes on."),
        back=place_of(answer, answer.question),
    )
