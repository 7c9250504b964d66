"""What readers tell us they did not find, and what editors make of it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.accounts.models import User
from app.kit.forms import Form, Line, Words
from app.knowledge.models import ContentGap
from app.knowledge.states import GapKind


def _person(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class SelectMultipleCheckboxField(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class GapForm(Form):
    words = Line(_l("What did you look for?"), [DataRequired(_l("Write in a few words what you looked for."))], max=200)
    text = Words(_l("Tell us more"), max=2000)
    email = Line(_l("Your e-mail"), max=254)
    kind = HiddenField(default=GapKind.NOT_FOUND.value)
    page = HiddenField()

    @property
    def how(self) -> GapKind:
        """What the page says that led here; a search without results is noted by the search itself."""
        known = {GapKind.NOT_FOUND.value, GapKind.NOT_WHAT_I_LOOKED_FOR.value}
        return GapKind(self.kind.data) if self.kind.data in known else GapKind.NOT_FOUND


class CloseGapForm(Form):
    """Closes what is ticked; a gap that stands alone needs no tick."""

    gaps = SelectMultipleCheckboxField(_l("What does it answer?"), coerce=int)
    article = Line(_l("Number or address of the article"), max=300)
    answer = Words(_l("What everybody who reported it is told"), max=500)

    def about(self, gaps: Sequence[ContentGap]) -> "CloseGapForm":
        self._all = [gap.id for gap in gaps]
        self.gaps.choices = [SelectChoice(gap.id, gap.words) for gap in gaps]
        if self.gaps.raw_data is None:
            self.gaps.data = self._all
        return self

    def validate_gaps(self, field: SelectMultipleCheckboxField) -> None:
        if field.errors or not set(field.data or ()) <= set(self._all):
            field.errors = []
            raise ValidationError(_("The list has changed meanwhile. Look at it again, and tick what it answers."))
        if not field.data and len(self._all) > 1:
            raise ValidationError(_("Tick at least one."))

    @property
    def ticked(self) -> list[int]:
        return self.gaps.data or self._all


class AssignGapForm(Form):
    """Who answers it from now on; an empty choice is nobody."""

    to = SelectField(_l("Who answers it?"), coerce=_person, choices=())

    def among(self, people: Sequence[User], chosen: int | None) -> "AssignGapForm":
        self.to.choices = [
            SelectChoice("", _("Nobody yet")),
            *(SelectChoice(str(person.id), person.display_name) for person in people),
        ]
        if self.to.raw_data is None:
            self.to.data = chosen
        return self
