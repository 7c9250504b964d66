"""Drafts, kept as one types."""

from flask import jsonify, redirect, request, url_for
from flask_babel import gettext as _

from app.accounts.gates import member, myself
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.forms import Press
from app.kit.pressing import Answer as Page
from app.kit.texts import N_
from app.questions import drafts
from app.questions.views import blueprint


@blueprint.post("/drafts/<form>")
@member
def keep_draft(form: str) -> Page:
    if not Press().submitted():
        return jsonify(kept=False, why=_("This page had been open for too long.")), 422  # type: ignore[return-value]
    drafts.save(myself(), form, request.form.to_dict(flat=False))
    return jsonify(kept=True, at=now().isoformat())


@blueprint.post("/drafts/<form>/undo")
@member
def drop_draft(form: str) -> Page:
    """Throws the draft away. The form it belongs to begins anew."""
    if not Press().submitted():
        raise Invalid(N_("This page had been open for too long. Load it again and press the button once more."))
    drafts.forget(myself(), form)
    return redirect(url_for("questions.ask") if form == drafts.ASKING else url_for("questions.index"))
