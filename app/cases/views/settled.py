"""The asker's word on what was settled in private: one press, and one to take it back."""

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _

from app.accounts.gates import me, member, myself
from app.accounts.models import User
from app.cases.actions.settled import say_not_solved, say_solved, take_back
from app.cases.models import Case
from app.cases.permissions import can_say_settled, can_take_settled_back
from app.cases.queries import visible_case
from app.cases.views import blueprint
from app.kit.errors import Unseen
from app.kit.pressing import Answer, press
from app.posts.addresses import address_of


@blueprint.route("/cases/<reference>/solved", methods=["GET", "POST"])
@member
def solved(reference: str) -> Answer:
    case = visible_case(me(), reference)
    return press(
        _said(say_solved, case),
        may=can_say_settled(me(), case),
        title=_("Did this solve it?"),
        sentence=_("Your question is then shown as solved in private. Nobody else reads what was said."),
        yes=_("Yes, this solved it"),
        said=_("Marked as solved."),
        back=_question_of(case),
    )


@blueprint.route("/cases/<reference>/solved/undo", methods=["GET", "POST"])
@member
def undo_solved(reference: str) -> Answer:
    case = visible_case(me(), reference)
    return press(
        _said(take_back, case),
        may=can_take_settled_back(me(), case),
        title=_("Did it not solve it after all?"),
        sentence=_("Your question is open again. Say that it is not solved, and staff go on with it."),
        yes=_("It did not solve it"),
        said=_("Taken back: your question is no longer marked as solved."),
        back=_question_of(case),
    )


@blueprint.route("/cases/<reference>/not-solved", methods=["GET", "POST"])
@member
def not_solved(reference: str) -> Answer:
    case = visible_case(me(), reference)
    return press(
        _said(say_not_solved, case),
        may=can_say_settled(me(), case),
        title=_("Is it not solved?"),
        sentence=_("Your case comes back to staff, and it goes on in private."),
        yes=_("No, not solved"),
        said=_("Staff have it again. Write here what is still wrong."),
        back=url_for("cases.show", reference=reference),
    )


def _said(change: Callable[[User, Case], None], case: Case) -> Callable[[], None]:
    return lambda: change(myself(), case)


def _question_of(case: Case) -> str:
    if case.question is None:
        raise Unseen
    return address_of(case.question)
