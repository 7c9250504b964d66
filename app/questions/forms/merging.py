"""Merging two questions: the reason."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from app.kit.forms import Form, Words
from app.questions.actions.merging import REASON_MAX


class MergeForm(Form):
    reason = Words(
        _l("Why they are the same"),
        [InputRequired(message=_l("Say why these are the same question: both askers will read it."))],
        max=REASON_MAX,
    )
