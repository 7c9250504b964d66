"""What one does with a thread as a whole: have it too, follow it, call staff, open it again."""

from flask_babel import gettext as _

from app.accounts.gates import me, member, myself
from app.escalation.actions import request_staff
from app.kit.pressing import Answer as Page
from app.kit.pressing import press
from app.questions.actions import asking, following
from app.questions.forms.thread import OptionalReasonForm, ReasonForm
from app.questions.permissions import (
    can_follow,
    can_reopen,
    can_request_staff,
    can_say_needs_staff,
    can_say_too,
    needs_reason_for_staff,
)
from app.questions.queries import visible_question
from app.questions.views import blueprint
from app.questions.views.places import at_top


@blueprint.route("/questions/<int:question_id>/too", methods=["GET", "POST"])
@member
def too(question_id: int) -> Page:
    question = visible_question(me(), question_id)
    return press(
        lambda: following.say_too(myself(), question),
        may=can_say_too(me(), question),
        title=_("Do you have this too?"),
        sentence=_("You are counted, and you are told what is said from now on."),
        yes=_("I have this too"),
        said=_("You are counted, and follow this question from now on."),
        back=at_top(question),
    )


@blueprint.route("/questions/<int:question_id>/too/undo", methods=["GET", "POST"])
@member
def undo_too(question_id: int) -> Page:
    question = visible_question(me(), question_id)
    return press(
        lambda: following.undo_too(myself(), question),
        title=_("Do you no longer have this?"),
        yes=_("Take it back"),
        said=_("Taken back. You still follow this question."),
        back=at_top(question),
    )


@blueprint.route("/questions/<int:question_id>/subscription", methods=["GET", "POST"])
@member
def subscription(question_id: int) -> Page:
    question = visible_question(me(), question_id)
    return press(
        lambda: following.follow(myself(), question),
        may=can_follow(me(), question),
        title=_("Follow this question?"),
        sentence=_("You are told when somebody answers, and when it is solved."),
        yes=_("Follow"),
        said=_("You follow this question."),
        back=at_top(question),
    )


@blueprint.route("/questions/<int:question_id>/subscription/undo", methods=["GET", "POST"])
@member
def undo_subscription(question_id: int) -> Page:
    question = visible_question(me(), question_id)
    return press(
        lambda: following.unfollow(myself(), question),
        title=_("Stop following this question?"),
        yes=_("Stop following"),
        said=_("You no longer follow this question."),
        back=at_top(question),
    )


@blueprint.route("/questions/<int:question_id>/staff-request", methods=["GET", "POST"])
@member
def staff_request(question_id: int) -> Page:
    """ "I need staff": a press after an hour, with a reason before."""
    question = visible_question(me(), question_id)
    early = needs_reason_for_staff(question)
    form = ReasonForm() if early else OptionalReasonForm()
    return press(
        lambda: request_staff(myself(), question, reason=form.reason.data or ""),
        form=form,
        may=can_request_staff(me(), question),
        title=_("Ask for staff"),
        sentence=_("In the first hour, say why this cannot wait for an answer from members. They can still answer.")
        if early
        else _("Staff take it over, and members can still answer."),
        yes=_("I need staff"),
        said=_("Staff have it now. The time of their reply is at the top."),
        back=at_top(question),
    )


@blueprint.route("/questions/<int:question_id>/needs-staff", methods=["GET", "POST"])
@member
def needs_staff(question_id: int) -> Page:
    """Others than the asker: an expert, or two members, bring it to staff."""
    question = visible_question(me(), question_id)
    form = ReasonForm()
    return press(
        lambda: following.say_needs_staff(myself(), question, reason=form.reason.data),
        form=form,
        may=can_say_needs_staff(me(), question),
        title=_("Does this need staff?"),
        sentence=_("Say what members cannot do here. An expert's word is enough; of other members it takes two."),
        yes=_("It needs staff"),
        said=_("Thank you. Your reason is noted."),
        back=at_top(question),
    )


@blueprint.route("/questions/<int:question_id>/reopening", methods=["GET", "POST"])
@member
def reopening(question_id: int) -> Page:
    question = visible_question(me(), question_id)
    form = ReasonForm()
    return press(
        lambda: asking.reopen(myself(), question, reason=form.reason.data),
        form=form,
        may=can_reopen(me(), question),
        title=_("Open the question again?"),
        sentence=_("It goes back to whoever had it last. What was accepted is no longer shown as the solution."),
        yes=_("Open again"),
        said=_("The question is open again."),
        back=at_top(question),
    )
