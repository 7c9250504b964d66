"""The asker's own words on a known issue: it is this one, it is another problem, it is solved, it is not."""

from flask_babel import gettext as _

from app.accounts.gates import me, member, myself
from app.kit.pressing import Answer, press
from app.known_issues.actions.attaching import attach, detach
from app.known_issues.actions.solving import say_not_solved, say_solved
from app.known_issues.permissions import can_attach, can_detach, can_say_whether_solved
from app.known_issues.queries import issue_by_id
from app.known_issues.states import Attached
from app.known_issues.views import blueprint
from app.posts.addresses import address_of
from app.questions.queries import visible_question


@blueprint.route("/questions/<int:question_id>/known-issue/<int:issue_id>/mine", methods=["GET", "POST"])
@member
def is_mine(question_id: int, issue_id: int) -> Answer:
    question, issue = visible_question(me(), question_id), issue_by_id(issue_id)
    return press(
        lambda: attach(myself(), issue, question, how=Attached.ASKER),
        title=_("Is this your problem?"),
        sentence=_(
            "Your question waits for the next word on it, and you are told of every change: %(title)s",
            title=issue.title,
        ),
        yes=_("Yes, it is this"),
        back=address_of(question),
        said=_("Your question belongs to the known issue now."),
        may=can_attach(me(), question),
    )


@blueprint.route("/questions/<int:question_id>/known-issue/other", methods=["GET", "POST"])
@member
def is_other(question_id: int) -> Answer:
    question = visible_question(me(), question_id)
    return press(
        lambda: detach(myself(), question),
        title=_("Is yours another problem?"),
        sentence=_("Your question leaves the known issue and goes to the community at once, with its whole time."),
        yes=_("This is not my problem"),
        back=address_of(question),
        said=_("Your question goes its own way from now on."),
        may=can_detach(me(), question),
    )


@blueprint.route("/questions/<int:question_id>/known-issue/solved", methods=["GET", "POST"])
@member
def solved(question_id: int) -> Answer:
    question = visible_question(me(), question_id)
    return press(
        lambda: say_solved(myself(), question),
        title=_("Is it solved for you?"),
        sentence=_("Your question is marked as solved by what was said of the known issue."),
        yes=_("Yes, it is solved"),
        back=address_of(question),
        said=_("Thank you. That helps whoever has the same problem."),
        may=can_say_whether_solved(me(), question),
    )


@blueprint.route("/questions/<int:question_id>/known-issue/not-solved", methods=["GET", "POST"])
@member
def not_solved(question_id: int) -> Answer:
    question = visible_question(me(), question_id)
    return press(
        lambda: say_not_solved(myself(), question),
        title=_("Is it not solved for you?"),
        sentence=_("Staff take your question at once."),
        yes=_("No, it is not"),
        back=address_of(question),
        said=_("Staff have it now."),
        may=can_say_whether_solved(me(), question),
    )
