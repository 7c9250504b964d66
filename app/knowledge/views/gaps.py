"""Did you not find it? Telling us."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, public
from app.accounts.limits import Limit, place, take
from app.activity.once import earlier_result, keep_result
from app.kit.forms import sent_back, without_unknown
from app.kit.tokens import digest
from app.knowledge.actions.gaps import AN_HOUR, REPORTS_AN_HOUR, report_gap
from app.knowledge.forms.gaps import GapForm
from app.knowledge.models import ContentGap
from app.knowledge.views import blueprint


@blueprint.route("/gaps/new", methods=["GET", "POST"])
@public
def new_gap() -> str | Response | tuple[str, int]:
    given = without_unknown(request.args, {"words", "page", "kind"})
    form = GapForm(words=given.get("words", "")[:200], page=given.get("page", "")[:300], kind=given.get("kind"))
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, _gap = form.attempt(lambda: _report(form))
        if fine:
            flash(_("Thank you. We will look for an answer, and tell you if you left an address."), "success")
            keep_result(form.once.data, url_for("knowledge.thanks"))
            return redirect(url_for("knowledge.thanks"))
    page = render_template("knowledge/gap_new.html", form=form, noindex=True)
    return sent_back(page) if request.method == "POST" else page


def _report(form: GapForm) -> ContentGap:
    actor = me()
    if actor.is_guest:
        take([Limit(f"gap:{digest(place(request.remote_addr or ''))[:40]}", REPORTS_AN_HOUR, AN_HOUR)])
    return report_gap(
        actor,
        kind=form.how,
        words=form.words.data,
        text=form.text.data or "",
        page=(form.page.data or "")[:300],
        email=form.email.data or "",
        language=get_locale().language,
    )


@blueprint.get("/gaps/thanks")
@public
def thanks() -> str:
    return render_template("knowledge/gap_thanks.html", noindex=True)
