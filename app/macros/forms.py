"""Writing a macro; and the fields by which a composer puts one in."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Regexp
from wtforms.validators import Optional as MayBeMissing

from app.kit.forms import Form, Line, Words
from app.macros.actions import BODY_MAX


class MacroForm(Form):
    """`seen` is the version that was on the screen."""

    name = Line(
        _l("Name"), [DataRequired(_l("Give it a name."))], max=80, description=_l("Such as: Ask for the order number.")
    )
    language = SelectField(
        _l("Language"),
        choices=[SelectChoice("", _l("any")), SelectChoice("en", "English"), SelectChoice("it", "Italiano")],
    )
    body = Words(_l("Text"), [DataRequired(_l("Write the text."))], max=BODY_MAX)
    team = BooleanField(_l("For the whole team"))
    seen = HiddenField(
        validators=[MayBeMissing(), Regexp(r"\d{1,6}\Z", message=_l("This page is not complete; load it again."))]
    )
