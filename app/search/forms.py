"""The form of a group of words that mean the same."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.kit.forms import Form, Words
from app.search.models import SYNONYMS_MAX


class SynonymsForm(Form):
    words = Words(
        _l("Words"),
        [InputRequired(message=_l("This is needed."))],
        max=SYNONYMS_MAX,
        description=_l(
            "Two to twelve, with commas between them: router, modem, gateway. One may be made of up to four words."
        ),
    )
    language = SelectField(
        _l("For searches in"),
        choices=[SelectChoice("", _l("any language")), SelectChoice("en", "English"), SelectChoice("it", "Italiano")],
    )
