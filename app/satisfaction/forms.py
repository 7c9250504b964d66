"""The form of the one question."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from app.kit.forms import Form, Words


class MarkForm(Form):
    """Each mark is a button of its own."""

    mark = RadioField(
        _l("How were you helped?"),
        [DataRequired(_l("Choose a mark from 1 to 5."))],
        choices=[SelectChoice(str(one), str(one)) for one in range(1, 6)],
    )
    comment = Words(_l("What was good, or what was missing?"), max=1000)
