"""Why an administrator must look into a case."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from app.cases.looking.models import REASON_MAX
from app.kit.forms import Form, Line, Words


class LookForm(Form):
    case = Line(
        _l("Which case"),
        [DataRequired(_l("Say which case."))],
        max=300,
        description=_l("Its link or reference, or the link or number of its public question."),
    )
    reason = Words(
        _l("Why"),
        [DataRequired(_l("Say why."))],
        max=REASON_MAX,
        description=_l("The customer reads these words, with your name and the time."),
    )
