"""Did you not find it? Telling us, and the editors' list of what people do not find."""

import re

from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself, public
from app.accounts.limits import Limit, place, take
from app.activity.once import earlier_result, keep_result
from app.kit.errors import Invalid
from app.kit.forms import sent_back, without_unknown
from app.kit.texts import N_
from app.kit.tokens import digest
from app.kit.verdicts import require
from app.knowledge.actions.gaps import AN_HOUR, REPORTS_AN_HOUR, close_gap, report_gap
from app.knowledge.forms import CloseGapForm, GapForm
from app.knowledge.gap_queries import gaps_page, is_late, visible_gap
from app.knowledge.models import Article, ContentGap
from app.knowledge.permissions import can_see_desk
from app.knowledge.queries import article_by_id
from app.knowledge.states import GAP_NAMES, GapState
from app.knowledge.views import blueprint

_NUMBER = re.compile(r"(?:.*/articles/|#)?(\d{1,9})(?:[/?#].*)?")


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


@blueprint.get("/gaps")
@member
def gaps() -> str:
    require(can_see_desk(me()))
    chosen = without_unknown(request.args, {"state", "after"})
    state = GapState.CLOSED if chosen.get("state") == GapState.CLOSED else GapState.OPEN
    page = gaps_page(me(), state=state, after=chosen.get("after"))
    return render_template(
        "knowledge/gaps.html",
        gaps=page.items,
        state=state.value,
        next_url=url_for("knowledge.gaps", state=state.value, after=page.next_cursor) if page.next_cursor else None,
        is_late=is_late,
        names=GAP_NAMES,
        noindex=True,
    )


@blueprint.route("/gaps/<int:gap_id>", methods=["GET", "POST"])
@member
def gap(gap_id: int) -> str | Response | tuple[str, int]:
    found = visible_gap(me(), gap_id)
    form = CloseGapForm()
    if form.submitted():
        fine, _closed = form.attempt(
            lambda: close_gap(myself(), found, article=_named(form.article.data or ""), answer=form.answer.data or "")
        )
        if fine:
            flash(_("Closed. Everybody who left an address is told."), "success")
            return redirect(url_for("knowledge.gaps"))
    page = render_template(
        "knowledge/gap.html",
        gap=found,
        form=form,
        late=is_late(found),
        names=GAP_NAMES,
        article=article_by_id(found.article_id) if found.article_id else None,
        noindex=True,
    )
    return sent_back(page) if request.method == "POST" else page


def _named(written: str) -> Article | None:
    """The article that a number or an address names; None when nothing is written."""
    if not written:
        return None
    if (match := _NUMBER.fullmatch(written)) is None:
        raise Invalid(N_("This is neither the number nor the address of an article."), field="article")
    found = article_by_id(int(match[1]))
    if found is None:
        raise Invalid(N_("There is no such article."), field="article")
    return found
