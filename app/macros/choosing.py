"""The fields by which a composer puts a prepared text in: part of any form with a body."""

import re

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.validators import Optional as MayBeMissing

from app.accounts.models import User
from app.kit.forms import Form
from app.macros.queries import macros_for


def ids_in(text: str) -> list[int]:
    """The numbers of versions in a hidden field or a row, at most ten."""
    return [int(one) for one in re.findall(r"\d{1,9}", text)[:10]]


class MacroFields(Form):
    """`put_in` names the versions whose text was put in so far."""

    macro = SelectField(_l("Prepared text"), [MayBeMissing()], choices=[])
    put_in = HiddenField()

    def offer_macros(self, actor: User, language: str) -> None:
        """The team's and one's own, those in the language of the case first; no field where there are none."""
        found = [one for one in macros_for(actor) if one.versions]
        if not found:
            del self.macro
            return
        found.sort(key=lambda one: one.language not in ("", language))
        self.macro.choices = [("", _("none")), *((str(one.id), one.name) for one in found)]

    @property
    def put_in_ids(self) -> list[int]:
        return ids_in(self.put_in.data or "")

    def put_in_too(self, version_id: int) -> None:
        self.put_in.data = " ".join(map(str, dict.fromkeys([*self.put_in_ids, version_id])))
        self.put_in.raw_data = None
