"""Why somebody must know who somebody is."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired

from app.identities.models import REASON_MAX
from app.kit.forms import Form, Words


class LookForm(Form):
    reason = Words(
        _l("Why"),
        [DataRequired(_l("Say why."))],
        max=REASON_MAX,
        description=_l("The person concerned reads these words, with your name and the time."),
    )
