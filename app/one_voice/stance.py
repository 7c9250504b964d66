"""The fields that ask what a new official answer is to earlier ones: part of any form that makes one official."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional as MayBeMissing

from app.kit.forms import Form
from app.one_voice.states import Stance
from app.questions.models import Answer


class StanceFields(Form):
    """`earlier` names the answer whose place is taken; both are there only where something was said before."""

    stance = RadioField(
        _l("What is it to what was said before?"),
        [MayBeMissing()],
        choices=[
            SelectChoice(Stance.CONSISTENT.value, _l("It agrees with all of them")),
            SelectChoice(Stance.SUPERSEDES.value, _l("It takes the place of one of them")),
        ],
    )
    earlier = RadioField(_l("Whose place it takes"), [MayBeMissing()], choices=[])

    def offer_earlier(self, said: Sequence[Answer]) -> None:
        if not said:
            del self.stance, self.earlier
            return
        self.earlier.choices = [(str(one.id), one.question.title or "") for one in said]

    @property
    def stance_said(self) -> dict[str, Any]:
        """What the action asks for."""
        stance = self.stance.data if "stance" in self else None
        earlier = self.earlier.data if "earlier" in self else None
        return {"stance": Stance(stance) if stance else None, "earlier_id": int(earlier) if earlier else None}
