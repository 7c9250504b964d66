"""The forms of the second approval."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Regexp

from app.kit.forms import Form, Words
from app.one_voice.states import Needs


class DecideForm(Form):
    """`seen` is the revision that was read."""

    seen = HiddenField(validators=[Regexp(r"\d{1,9}\Z", message=_l("This page is not complete; load it again."))])
    decision = RadioField(
        _l("Your decision"),
        [DataRequired(_l("Choose one."))],
        choices=[
            SelectChoice("approve", _l("Approve: it is the company's official answer from now on")),
            SelectChoice("return", _l("Return it: it stays an ordinary answer")),
        ],
    )
    reason = Words(_l("Why it is returned"), max=500, description=_l("Its author reads this."))


class RuleForm(Form):
    needs = RadioField(
        _l("A second spokesperson reads"),
        [DataRequired(_l("Choose one."))],
        choices=[
            SelectChoice(Needs.NONE.value, _l("no official answer")),
            SelectChoice(Needs.SENSITIVE.value, _l("those about safety, price, law or warranty")),
            SelectChoice(Needs.ALL.value, _l("every official answer")),
        ],
    )
