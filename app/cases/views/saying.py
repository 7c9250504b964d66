"""What a composer's reply and closing do beyond their words: fields asked for, images, the public outcome."""

from collections.abc import Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from app.accounts.gates import me, myself
from app.cases.actions import working
from app.cases.actions.fields import ask_fields
from app.cases.actions.files import attach
from app.cases.actions.standing import standing
from app.cases.customer.fields import NAMES
from app.cases.customer.models import Field
from app.cases.forms import CloseForm, ReplyForm
from app.cases.models import Case, CaseMessage
from app.cases.permissions import can_work
from app.cases.states import Outcome
from app.images.remaking import Made
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_, Text
from app.questions.actions.answering import answer
from app.questions.models import Question
from app.questions.queries import visible_question

MERGED_AWAY = N_("This case was merged meanwhile, into one that somebody else has. Your words are still here.")


def still_there(case: Case) -> Case:
    """The case, held; or the one it was merged into while somebody wrote, if they may write there."""
    found = standing(case)
    if found is not case and not can_work(me(), found):
        raise IllegalMove(MERGED_AWAY)
    return found


def reply(case: Case, form: ReplyForm, pictures: Sequence[Made] = ()) -> CaseMessage:
    ask_fields(myself(), case, fields=form.asked)
    needed = [form.needed.data or "", in_their_words(case, form.asked)]
    said = working.reply(myself(), case, body=form.body.data or "", needed=" · ".join(filter(None, needed)))
    attach(myself(), said, pictures)
    return said


def in_their_words(case: Case, fields: Sequence[Field]) -> str:
    """The names of what is asked for, in the customer's language."""
    with force_locale(case.customer.locale or case.language):
        return ", ".join(str(Text(NAMES[field])) for field in fields)


def close(case: Case, form: CloseForm) -> None:
    outcome = Outcome(form.outcome.data) if form.outcome.data else None
    if outcome is Outcome.PUBLIC_NOTE and case.question_id is not None:
        words = form.note.data or ""
        if not words:
            raise Invalid(N_("Write the note that everybody reads."), field="note")
        _note(visible_question(me(), case.question_id), words)
    working.close(myself(), case, outcome=outcome)


def _note(question: Question, words: str) -> None:
    """What stops an answer in the thread stops it too; said at the field it was typed in."""
    try:
        answer(myself(), question, body=words)
    except Invalid as error:
        error.field = "note"
        raise


def led_on(reference: str, case: Case, done: str) -> str:
    """What is said when it is done; and, where it went to another case, that it did."""
    if case.reference == reference:
        return done
    return _("%(done)s This case was merged while you were writing: it went to the other one.", done=done)
