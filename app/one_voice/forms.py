"""The forms of the second approval, and the fields that ask what a new official answer is to earlier ones."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Regexp
from wtforms.validators import Optional as MayBeMissing

from app.kit.forms import Form, Words
from app.one_voice.states import Needs, Stance
from app.questions.models import Answer

NO_CHOICE = "0"


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
