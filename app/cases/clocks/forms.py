"""The forms of business hours and of the SLA policy: every mistake is said at its field, all at once."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import DataRequired

from app.cases.hours import UnusableHours
from app.cases.severity import Severity
from app.kit.errors import DomainError
from app.kit.forms import Form, Line, Words
from app.kit.texts import Text


class HoursForm(Form):
    """`version` is the one that was looked at: what somebody else changed meanwhile is not overwritten unseen."""

    version = HiddenField()
    zone = Line(_l("Time zone"), [DataRequired(_l("Name a time zone, such as Europe/Rome."))], max=60)
    week = Line(_l("Weekly hours"), [DataRequired(_l("Say when the desk is open."))], max=300)
    country = SelectField(_l("Public holidays of"), choices=[])
    region = Line(_l("Region"), max=20)
    exceptions = Words(_l("Exceptions"), max=4000)

    def refuse(self, error: DomainError) -> None:
        if not isinstance(error, UnusableHours):
            super().refuse(error)
            return
        for problem in error.problems:
            field = self._fields[problem.where]
            field.errors = [*field.errors, str(Text(problem.text, **problem.params))]


class PolicyForm(Form):
    """Amounts of time as people write them; what is typed stays as it is when it cannot be taken."""

    version = HiddenField()
    next_response = Line(_l("Next reply"), [DataRequired(_l("Say how soon."))], max=40)
    warn = Line(_l("Warn the lead when so much of the time is used, in percent"), max=10)
    reminders = Line(_l("Remind a silent customer after so many business days"), max=40)
    lapse = Line(_l("Close the case on business day"), max=10)


def _first(severity: Severity) -> Any:
    return Line(_l("First reply"), [DataRequired(_l("Say how soon."))], max=40, description=severity.value)


for _severity in Severity:
    setattr(PolicyForm, f"first_{_severity.value}", _first(_severity))
    setattr(PolicyForm, f"clock_{_severity.value}", BooleanField(_l("Around the clock")))
    setattr(PolicyForm, f"days_{_severity.value}", Line(_l("Solved within business days"), max=10))
