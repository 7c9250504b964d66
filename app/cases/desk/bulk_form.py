"""The form by which a lead changes many cases at once."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired
from wtforms.validators import Optional as MayBeMissing

from app.cases.desk.bulk import Deed
from app.cases.desk.forms import severities
from app.kit.forms import Form, Words


class BulkForm(Form):
    """`cases` names cases by their references; what became of one of them meanwhile is said case by case."""

    cases = SelectMultipleField(_l("Cases"), validate_choice=False)
    deed = RadioField(
        _l("What to do with each"),
        [DataRequired(_l("Choose one."))],
        choices=[
            SelectChoice(Deed.ASSIGN.value, _l("Give it to somebody, also to cover for who is away")),
            SelectChoice(Deed.BACK.value, _l("Put it back into the queue")),
            SelectChoice(Deed.SEVERITY.value, _l("Change its severity")),
        ],
    )
    to = SelectField(_l("To"), [MayBeMissing()], choices=[])
    severity = SelectField(_l("Severity"), [MayBeMissing()], choices=[])
    reason = Words(
        _l("Why"),
        [DataRequired(_l("Say why."))],
        max=500,
        description=_l("One reason for all; it is kept with each case."),
    )

    def offer(self, people: list[tuple[int, str]]) -> None:
        self.to.choices = [("", _("nobody")), *((str(number), name) for number, name in people)]
        self.severity.choices = [("", _("as it is")), *severities()]
