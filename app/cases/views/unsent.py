"""What somebody wrote into a case that was no longer theirs when they sent it: shown to them again, to be copied."""

from flask import render_template
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.gates import me
from app.cases.desk.models import HandOver
from app.cases.models import Case
from app.cases.states import CaseState
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.forms import Form


def words_in(form: Form) -> str:
    """All that was typed into a composer."""
    typed = [form[name].data for name in ("body", "reason", "note") if name in form]
    return "\n\n".join(words for words in typed if words)


def back_in_the_queue(reference: str, form: Form) -> tuple[str, int]:
    """For whoever had the case until it went back into the queue, where they do not see it; Unseen for anybody else."""
    query = select(HandOver.from_id).join(Case, Case.id == HandOver.case_id).order_by(HandOver.id.desc()).limit(1)
    had = db.session.scalar(query.where(Case.reference == reference, Case.state == CaseState.QUEUED))
    if had is None or had != me().id:
        raise Unseen
    sentence = _("While you were writing, this case went back into the queue. Whoever takes it next answers it.")
    page = render_template("cases/unsent_page.html", sentence=sentence, words=words_in(form), active="workspace")
    return page, 409
