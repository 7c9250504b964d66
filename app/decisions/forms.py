"""The forms of notices and of personal data."""

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired

from app.decisions.models import GROUND_NAMES, Ground
from app.decisions.rule_choices import offer_rules
from app.kit.forms import Form, Line, Words


class ReportForm(Form):
    ground = RadioField(_l("What is wrong"), validators=[InputRequired(message=_l("Choose what is wrong."))])
    rule = SelectField(_l("Which house rule"), default="")
    text = Words(
        _l("Tell us more"),
        [InputRequired(message=_l("Say what is wrong, so that a person can judge it."))],
        max=5000,
        description=_l("What exactly, and where in the text. If it is about the law, say which one."),
    )
    name = Line(_l("Your name"), max=120)
    email = Line(
        _l("Your e-mail address"),
        max=254,
        render_kw={"type": "email", "autocomplete": "email"},
        description=_l("For our answer. Only moderators see it."),
    )
    good_faith = BooleanField(_l("What I say here is true as far as I know"))


def report_form(*, guest: bool) -> ReportForm:
    form = ReportForm()
    form.ground.choices = [(ground.value, _l(GROUND_NAMES[ground])) for ground in Ground]
    offer_rules(form.rule)
    if not guest:
        del form.name, form.email
    if request.method == "GET" and request.args.get("ground") in {ground.value for ground in Ground}:
        form.ground.data = request.args["ground"]
    return form


class CutForm(Form):
    cuts = Words(
        _l("Words that have to go"),
        [InputRequired(message=_l("Copy the words that have to go, one line each."))],
        max=4000,
        description=_l("Copy them exactly, one line each. Each becomes “[…]” in the text and in all earlier ones."),
    )
    reason = Words(_l("Why"), [InputRequired(message=_l("Say why."))], max=1000)


def lines_of(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
