"""The forms of a case: each says where its words will go."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, MultipleFileField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from app.cases.customer.fields import NAMES
from app.cases.customer.models import Field
from app.cases.desk.forms import SelectMultipleCheckboxField
from app.cases.desk.skills import open_skills
from app.cases.states import Outcome
from app.kit.forms import Form, Line, Words
from app.macros.choosing import MacroFields
from app.one_voice.stance import StanceFields

WRITE = DataRequired(_l("Write something first."))


class AnswerForm(Form):
    """`seen` marks the company's last word that was on the screen; `again` the waiting reply whose words were put in."""

    seen = HiddenField()
    again = HiddenField()


class ReplyForm(MacroFields, AnswerForm):
    """To the customer, privately. What was asked for or given before is not offered again."""

    body = Words(_l("Private reply"), [WRITE])
    needed = Line(
        _l("What you need from the customer"),
        max=500,
        description=_l("Name it, and the case waits for just that. Leave it empty if nothing is needed."),
    )
    ask = SelectMultipleCheckboxField(
        _l("Ask for"),
        choices=[SelectChoice(field.value, _l(NAMES[field])) for field in Field],
        description=_l("Asked once; the customer gets a field for it."),
    )
    files = MultipleFileField(_l("Images"))

    def offer(self, askable: list[Field], perhaps: list[str]) -> None:
        """What can still be asked, and what was just ticked: a field that is refused says why. `perhaps`: numbers that the
        customer wrote already."""
        ticked = self.ask.data or ()
        self.ask.choices = [
            SelectChoice(one.value, _l(NAMES[one])) for one in Field if one in askable or one.value in ticked
        ]
        if perhaps:
            self.ask.description = _(
                "Look first whether it is what they wrote: %(numbers)s.", numbers=", ".join(perhaps[:5])
            )

    @property
    def asked(self) -> list[Field]:
        return [Field(value) for value in self.ask.data or ()]


class NoteForm(Form):
    body = Words(_l("Internal note"), [WRITE])
    goes_on = BooleanField(_l("Nobody inside is waited for any more"))


class WaitForm(Form):
    """Whom inside the company the case waits for: a note among staff, and the state that says so."""

    body = Words(_l("Whom it waits for, and why"), [DataRequired(_l("Say whom or what it waits for."))])


class PublicForm(StanceFields, MacroFields, AnswerForm):
    """To everybody, in the company's voice."""

    body = Words(_l("Public answer"), [WRITE])
    scope = Line(_l("For which product and versions"), max=200)
    official = BooleanField(_l("Make it the official answer"))
    evidence = Line(_l("Source document"), max=500)


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
    SelectChoice(Outcome.OFFICIAL_ANSWER.value, _l("Our answer, which is there already")),
    SelectChoice(Outcome.PUBLIC_NOTE.value, _l("A note with nothing private in it, which you write here")),
    SelectChoice(Outcome.SETTLED_PRIVATELY.value, _l("Settled privately: the thread says only that")),
]


class CloseForm(Form):
    """`outcome` and `note` only where there is a public thread."""

    outcome = RadioField(_l("What the public thread shows"), [Optional()], choices=OUTCOMES)
    note = Words(
        _l("The public note"), max=5000, description=_l("Everybody reads it, under your name and the brand's.")
    )
