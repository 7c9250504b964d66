"""The forms of a case: each says where its words will go."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from app.cases.states import Outcome
from app.kit.forms import Form, Line, Words

WRITE = DataRequired(_l("Write something first."))


class ReplyForm(Form):
    """To the customer, privately."""

    body = Words(_l("Private reply"), [WRITE])
    needed = Line(
        _l("What you need from the customer"),
        max=500,
        description=_l("Name it, and the case waits for just that. Leave it empty if nothing is needed."),
    )


class NoteForm(Form):
    body = Words(_l("Internal note"), [WRITE])


class PublicForm(Form):
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


OUTCOMES = [
    SelectChoice(Outcome.OFFICIAL_ANSWER.value, _l("Answered on the public thread")),
    SelectChoice(Outcome.SETTLED_PRIVATELY.value, _l("Settled privately: the thread says only that")),
]


class CloseForm(Form):
    outcome = RadioField(_l("What the public thread shows"), [DataRequired(_l("Choose one."))], choices=OUTCOMES)


class HoursForm(Form):
    zone = Line(_l("Time zone"), [DataRequired(_l("Name a time zone, such as Europe/Rome."))], max=60)
    week = Line(_l("Weekly hours"), [DataRequired(_l("Say when the desk is open."))], max=300)
    country = SelectField(_l("Public holidays of"), choices=[])
    region = Line(_l("Region"), max=20)
    exceptions = Words(_l("Exceptions"), max=4000)
