"""What a page that makes an answer official shows of earlier ones, and what it says when the answer waits."""

from typing import Any

from flask import g

from app.accounts.gates import me, myself
from app.kit.texts import N_, Text
from app.labels.presenting import Presented, present
from app.one_voice.models import WaitingOfficial
from app.one_voice.queries import said_before
from app.one_voice.stance import StanceFields
from app.questions.models import Question


def earlier_offered(form: Any, question: Question | None) -> list[Presented]:
    """The official answers of other threads in the same matter, put into the form to be chosen from and presented for its
    page. Nothing for a form that makes nothing official, or for whoever may not."""
    if not isinstance(form, StanceFields) or question is None:
        return []
    if "shown_before" not in g:
        said = said_before(myself(), question) if me().is_spokesperson else []
        g.shown_before = said, present(said)
    said, shown = g.shown_before
    if "stance" in form:
        form.offer_earlier(said)
    return shown


def waits_for(waiting: WaitingOfficial) -> Text:
    """What its author reads."""
    return Text(
        N_("It is published as an ordinary answer. %(owner)s reads it by %(staff_by)s, and then it is official."),
        owner=waiting.owner.display_name,
        staff_by=waiting.due_at,
    )
