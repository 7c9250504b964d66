"""Looking over a reply."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from app.kit.forms import Form, Words


class LookOverForm(Form):
    body = Words(_l("The reply"), [DataRequired(_l("Write something first."))])
    decision = RadioField(
        _l("Your decision"),
        [DataRequired(_l("Choose one."))],
        choices=[
            SelectChoice("send", _l("Send it, as it stands above")),
            SelectChoice("return", _l("Return it: nothing is sent")),
        ],
    )
    reason = Words(_l("Why it is returned"), max=1000, description=_l("Whoever wrote it reads this."))
