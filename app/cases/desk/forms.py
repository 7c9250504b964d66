"""The forms of the desk: skills, rules, an agent's desk, absences; and what a lead does to a case."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from app.cases.severity import NAMES, Severity
from app.escalation.reasons import REASONS
from app.kit.forms import Form, Line, Words
from app.kit.texts import Text

NEEDED = DataRequired(_l("This is needed."))
WHY = DataRequired(_l("Say why."))


class SelectMultipleCheckboxField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def severities() -> list[tuple[str, str]]:
    return [(one.value, f"{one.value} · {Text(NAMES[one])}") for one in Severity]


class SkillForm(Form):
    name = Line(_l("Name"), [NEEDED], max=60, description=_l("Such as Billing, or Hardware repair."))
    about = Line(_l("What belongs to it"), max=200)


class RuleForm(Form):
    """`on` names a category or a trigger, as "category:3" or "trigger:safety_or_account"."""

    on = SelectField(_l("Cases that come from"), [NEEDED], choices=[])
    skill = SelectField(_l("need the skill"), choices=[])
    severity = SelectField(_l("and are at least"), choices=[])

    def offer(self, categories: list[Any], skills: list[Any]) -> None:
        self.on.choices = [
            *((f"category:{one.id}", _("Category: %(name)s", name=one.name)) for one in categories),
            *((f"trigger:{one.value}", str(Text(sentence))) for one, sentence in REASONS.items()),
        ]
        self.skill.choices = [("", _l("none")), *((str(one.id), one.name) for one in skills)]
        self.severity.choices = [("", _l("what their words say")), *severities()]


class AgentForm(Form):
    skills = SelectMultipleCheckboxField(_l("Skills"), coerce=int)
    languages = Line(_l("Languages"), max=100, description=_l("Such as en it. Empty: any language."))
    capacity = Line(
        _l("Cases at a time"),
        [Regexp(r"[0-9]{1,4}\Z", message=_l("Write a whole number."))],
        max=10,
        description=_l("That wait for this person; those that wait for the customer do not count."),
    )


class AbsenceForm(Form):
    from_day = DateField(_l("First day away"), [DataRequired(_l("Give a day, such as 2026-12-24."))])
    until = DateField(_l("Last day away"), [DataRequired(_l("Give a day, such as 2026-12-24."))])


class AssignForm(Form):
    to = SelectField(_l("To"), [NEEDED], choices=[], coerce=int)
    reason = Words(_l("Why"), [WHY], max=2000, description=_l("Whoever gets it reads this."))


class SeverityForm(Form):
    severity = SelectField(_l("Severity"), [NEEDED], choices=[])
    reason = Words(_l("Why"), [WHY], max=500, description=_l("By its impact alone. It is kept with the case."))
