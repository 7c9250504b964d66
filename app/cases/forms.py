"""The forms of a case: each says where its words will go."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from app.cases.desk.skills import open_skills
from app.cases.states import Outcome
from app.kit.forms import Form, Line, Words

WRITE = DataRequired(_l("Write something first."))


class AnswerForm(Form):
    """`seen` marks the company's last word that was on the screen."""

    seen = HiddenField()


class ReplyForm(AnswerForm):
    """To the customer, privately."""

    body = Words(_l("Private reply"), [WRITE])
    needed = Line(
        _l("What you need from the customer"),
        max=500,
        description=_l("Name it, and the case waits for just that. Leave it empty if nothing is needed."),
    )


class NoteForm(Form):
    body = Words(_l("Internal note"), [WRITE])


class PublicForm(AnswerForm):
    """To everybody, in the company's voice."""

    body = Words(_l("Public answer"), [WRITE])
    scope = Line(_l("For which product and versions"), max=200)
    official = BooleanField(_l("Make it the official answer"))
    evidence = Line(_l("Source document"), max=500)


class CustomerForm(Form):
    body = Words(_l("Your reply"), [WRITE])


class HandBackForm(Form):
    reason = Words(
        _l("Note for whoever takes it next"), [DataRequired(_l("Leave a note for whoever takes it next."))], max=2000
    )
    skill = SelectField(_l("What it needs"), choices=[])

    def offer(self, needed: str) -> None:
        """The skills there are, the case's own chosen."""
        known = {"": _l("no special skill"), **({needed: needed} if needed else {})}
        known |= {skill.slug: skill.name for skill in open_skills()}
        self.skill.choices = list(known.items())
        if self.skill.data is None:
            self.skill.data = needed


OUTCOMES = [
    SelectChoice(Outcome.OFFICIAL_ANSWER.value, _l("Answered on the public thread")),
    SelectChoice(Outcome.SETTLED_PRIVATELY.value, _l("Settled privately: the thread says only that")),
]


class CloseForm(Form):
    outcome = RadioField(_l("What the public thread shows"), [DataRequired(_l("Choose one."))], choices=OUTCOMES)
