"""What the composer does beside sending: prepared texts put in, and replies of agents in training handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, g, request

from app.accounts.gates import me, myself
from app.cases.actions.files import send_along, take_along
from app.cases.coaching.actions import hand_in, take_over
from app.cases.coaching.models import WaitingReply, Way
from app.cases.coaching.permissions import LEARNING, can_take_over
from app.cases.coaching.queries import in_training, to_write_anew, waiting_in
from app.cases.customer.files import files_handed_in
from app.cases.customer.models import CaseFile
from app.cases.forms import AnswerForm, PublicForm, ReplyForm
from app.cases.models import Case, CaseMessage
from app.cases.views.prepared import asked_for_macro, put_in
from app.images.remaking import Made
from app.kit.errors import Invalid
from app.kit.forms import Form
from app.kit.texts import N_, Text
from app.macros.actions import check_filled, keep_use
from app.macros.choosing import MacroFields, ids_in
from app.posts.models import Post
from app.questions.models import Question

ASK_IN_WORDS = N_(
    "While you are in training no field is asked for. Say what you need in words, under “What you need from the customer”."
)
HANDED_IN = N_("%(name)s looks it over by %(staff_by)s, then it is sent. The promise to the customer stands.")


def offer_prepared(form: Form, case: Case) -> None:
    if isinstance(form, MacroFields) and "macro" in form:
        form.offer_macros(myself(), case.language)


def prepared_put_in(form: Form, case: Case, question: Question | None) -> bool:
    """Whether a prepared text was asked for; it is in the form then, and nothing is sent."""
    if not asked_for_macro(form) or not isinstance(form, MacroFields):
        return False
    put_in(form, case, question, myself(), public=isinstance(form, PublicForm))
    return True


def check_prepared(form: Form) -> None:
    if isinstance(form, MacroFields):
        check_filled(form["body"].data or "", form.put_in_ids)


def keep_prepared(form: Form, sent: CaseMessage | Post | None) -> None:
    if isinstance(form, MacroFields) and sent is not None:
        keep_use(myself(), form.put_in_ids, sent)


def handed_in(case: Case, form: Form, pictures: Sequence[Made]) -> bool:
    """Whether the words wait for a reviewer now, since whoever wrote them is in training."""
    if not isinstance(form, ReplyForm | PublicForm) or not in_training(me().id):
        return False
    if isinstance(form, PublicForm) and form.official.data:
        raise Invalid(LEARNING, field="official")
    if isinstance(form, ReplyForm) and form.asked:
        raise Invalid(ASK_IN_WORDS, field="ask")
    public, before = isinstance(form, PublicForm), _came_back(case, form.again.data)
    waiting = hand_in(
        myself(),
        case,
        way=Way.PUBLIC if public else Way.PRIVATE,
        body=form.body.data or "",
        needed=(form.needed.data or "") if isinstance(form, ReplyForm) else "",
        scope=(form.scope.data or "") if isinstance(form, PublicForm) else "",
        put_in=form.put_in_ids,
        pictures=pictures,
    )
    for one in before:
        take_along(one, waiting)
    g.handed_in = True
    flash(str(Text(HANDED_IN, name=waiting.reviewer.display_name, staff_by=waiting.due_at)), "info")
    return True


@dataclass(frozen=True)
class Kept:
    """Replies of this case that wait to be looked over, those of them that are left for oneself to use, and one's own that
    came back, or that one took back, and can be written anew."""

    waiting: Sequence[WaitingReply]
    usable: Sequence[WaitingReply]
    anew: Sequence[WaitingReply]
    files: Mapping[int, Sequence[CaseFile]]


def kept_replies(case: Case) -> Kept:
    waiting = waiting_in(case)
    usable = [one for one in waiting if can_take_over(me(), one)]
    files = {one.id: files_handed_in(one.id) for one in waiting}
    return Kept(waiting, usable, to_write_anew(case, me().id), files)


def write_anew(form: Form, case: Case) -> None:
    """The words that came back, or that a colleague left waiting here, into the composer, when that was asked for."""
    again = request.args.get("again")
    if request.method != "GET" or not again or not isinstance(form, ReplyForm | PublicForm):
        return
    mine, left = _came_back(case, again), _left_for_me(case, again)
    for one in (*mine, *left):
        form.body.data = one.sent or one.body
        form.put_in.data = " ".join(map(str, ids_in(one.put_in)))
        if isinstance(form, ReplyForm) and left:
            form.needed.data = one.needed
        if isinstance(form, PublicForm) and one.scope and left:
            form.scope.data = one.scope
        form.again.data = one.reference


def _came_back(case: Case, reference: str | None) -> list[WaitingReply]:
    return [one for one in to_write_anew(case, me().id) if one.reference == reference]


def _left_for_me(case: Case, reference: str | None) -> list[WaitingReply]:
    return [one for one in waiting_in(case) if one.reference == reference and can_take_over(me(), one)]


def words_used(case: Case, form: AnswerForm, message: CaseMessage | None) -> None:
    """What was left waiting by a colleague and is sent now waits no more. Images that came with it go with a private reply."""
    for one in _left_for_me(case, form.again.data):
        take_over(myself(), one, sent=form["body"].data or "", message=message)
    if message is not None:
        for one in _came_back(case, form.again.data):
            send_along(one, message)
