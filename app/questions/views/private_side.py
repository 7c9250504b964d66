"""The way from a question to what its asker and staff say in private: on the asker's own page, and on nobody else's."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.accounts.actors import Guest
from app.accounts.models import User
from app.cases.clocks.queries import waits_until
from app.cases.models import Case
from app.cases.permissions import can_say_settled, can_take_settled_back
from app.cases.queries import case_of_customer
from app.cases.states import CaseState
from app.catalogue.brand import brand_name
from app.kit.texts import N_, Text
from app.questions.models import Question
from app.questions.views.acts import Act


@dataclass(frozen=True)
class PrivateSide:
    """One sentence and where it leads. What was said there stays there."""

    text: str
    url: str
    link: str
    tone: str = "info"
    acts: Sequence[Act] = ()


def private_side(question: Question, reader: User | Guest) -> PrivateSide | None:
    if not isinstance(reader, User) or reader.id != question.author_id:
        return None
    case = case_of_customer(reader, question.id)
    if case is None:
        return None
    url = url_for("cases.show", reference=case.reference)
    if case.state is CaseState.WAITING_CUSTOMER:
        return PrivateSide(_your_turn(case), url, _("Answer in private"), "warning")
    if (verdict := can_say_settled(reader, case)) or can_take_settled_back(reader, case):
        return _settled(url, awaited=bool(verdict))
    if not case.is_open:
        text = _("The private case about it is closed. Not solved? Write there, and it comes back to staff.")
        return PrivateSide(text, url, _("Open the private side"))
    return PrivateSide(_("Only you and staff read what is said in private about it."), url, _("Open the private side"))


def _settled(url: str, *, awaited: bool) -> PrivateSide:
    """What staff settled in private awaits the asker's word, which they may take back."""
    if not awaited:
        back = Act(_("It did not solve it after all"), f"{url}/solved/undo", presses=True)
        return PrivateSide(_("You said that it was solved in private."), url, _("Open the private side"), acts=(back,))
    acts = (
        Act(_("Yes, this solved it"), f"{url}/solved", presses=True, look="", icon="check"),
        Act(_("No, not solved"), f"{url}/not-solved", presses=True, look=""),
    )
    text = _("%(brand)s Support settled it with you in private. Did that solve it?", brand=brand_name())
    return PrivateSide(text, url, _("Open the private side"), "warning", acts)


def _your_turn(case: Case) -> str:
    brand, until = brand_name(), waits_until(case)
    if until is None:
        return _("In private it is your turn: %(brand)s Support needs something from you.", brand=brand)
    text = N_("In private it is your turn: %(brand)s Support needs something from you until %(asker_until)s.")
    return str(Text(text, brand=brand, asker_until=until))
