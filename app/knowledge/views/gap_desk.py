"""The editors' list of what people do not find: together what is about the same thing, taken, answered and closed."""

import re

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself
from app.accounts.queries import person
from app.kit.errors import Invalid
from app.kit.forms import sent_back, without_unknown
from app.kit.pressing import Answer, press
from app.kit.texts import N_
from app.kit.verdicts import require
from app.knowledge.actions.gap_ends import assign_gaps, close_gaps, reopen_gap
from app.knowledge.forms.gaps import AssignGapForm, CloseGapForm
from app.knowledge.gap_queries import closed_gaps, editors, visible_gap, whole_gaps
from app.knowledge.models import Article, ContentGap
from app.knowledge.open_gaps import Cluster, Which, cluster_with, names_of, open_clusters, page_of, people_waiting
from app.knowledge.permissions import can_assign_gap, can_close_gap, can_see_desk, leads_editors
from app.knowledge.queries import article_by_id
from app.knowledge.states import GAP_NAMES, GapState
from app.knowledge.views import blueprint

_NUMBER = re.compile(r"(?:.*/articles/|#)?(\d{1,9})(?:[/?#].*)?")
_WHICH = {
    Which.ALL: N_("Open"),
    Which.MINE: N_("Mine"),
    Which.UNASSIGNED: N_("Nobody has them"),
    Which.LATE: N_("Late"),
}


@blueprint.get("/gaps")
@member
def gaps() -> str:
    require(can_see_desk(me()))
    chosen = without_unknown(request.args, {"state", "show", "after"})
    if chosen.get("state") == GapState.CLOSED:
        return _closed(chosen.get("after"))
    which = Which(chosen["show"]) if chosen.get("show") in set(Which) else Which.ALL
    all_of_them = open_clusters(me())
    shown = {each: [one for one in all_of_them if one.is_one_of(each, me().id)] for each in Which}
    page = page_of(shown[which], chosen.get("after"))
    return render_template(
        "knowledge/gaps.html",
        clusters=page.items,
        names=names_of(page.items),
        waiting=people_waiting(page.items),
        tabs=_tabs(which.value, {each: len(found) for each, found in shown.items()}),
        next_url=url_for("knowledge.gaps", show=which.value, after=page.next_cursor) if page.next_cursor else None,
        noindex=True,
    )


def _closed(after: str | None) -> str:
    page = closed_gaps(me(), after=after)
    return render_template(
        "knowledge/gaps_closed.html",
        gaps=page.items,
        tabs=_tabs(GapState.CLOSED.value, {}),
        next_url=url_for("knowledge.gaps", state="closed", after=page.next_cursor) if page.next_cursor else None,
        kinds=GAP_NAMES,
        noindex=True,
    )


def _tabs(current: str, counts: dict[Which, int]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        {
            "text": _(name),
            "url": url_for("knowledge.gaps", show=None if which is Which.ALL else which.value),
            "current": current == which.value,
            "count": counts.get(which),
        }
        for which, name in _WHICH.items()
    ]
    closed = {"text": _("Closed"), "url": url_for("knowledge.gaps", state="closed"), "current": current == "closed"}
    return [*found, closed]


@blueprint.route("/gaps/<int:gap_id>", methods=["GET", "POST"])
@member
def gap(gap_id: int) -> str | Response | tuple[str, int]:
    found = visible_gap(me(), gap_id)
    cluster = cluster_with(me(), gap_id)
    gaps = _gaps(found, cluster)
    form = CloseGapForm().about(gaps)
    if form.submitted():
        chosen = [gap for gap in gaps if gap.id in form.ticked]
        fine, _closed = form.attempt(
            lambda: close_gaps(myself(), chosen, article=_named(form.article.data or ""), answer=form.answer.data or "")
        )
        if fine:
            flash(_("Closed. Everybody who left an address is told."), "success")
            return redirect(url_for("knowledge.gaps"))
    page = _page(found, cluster, gaps, form)
    return sent_back(page) if request.method == "POST" else page


@blueprint.post("/gaps/<int:gap_id>/assignment")
@member
def assign_gap(gap_id: int) -> str | Response | tuple[str, int]:
    """All of what stands together, since one answer is for all of it."""
    found = visible_gap(me(), gap_id)
    cluster = cluster_with(me(), gap_id)
    gaps = _gaps(found, cluster)
    form = AssignGapForm().among(editors(), None)
    if form.submitted():
        to = person(form.to.data) if form.to.data else None
        fine, _done = form.attempt(lambda: assign_gaps(myself(), gaps, to=to))
        if fine:
            flash(_("%(name)s answers it.", name=to.display_name) if to else _("Nobody has it now."), "success")
            return redirect(url_for("knowledge.gap", gap_id=gap_id))
    return sent_back(_page(found, cluster, gaps, CloseGapForm(formdata=None).about(gaps), form))


@blueprint.route("/gaps/<int:gap_id>/opening", methods=["GET", "POST"])
@member
def reopen(gap_id: int) -> Answer:
    found = visible_gap(me(), gap_id)
    return press(
        lambda: reopen_gap(myself(), found),
        may=can_close_gap(me()),
        title=_("Open %(name)s again?", name=found.words),
        yes=_("Open it again"),
        back=url_for("knowledge.gap", gap_id=gap_id),
        said=_("It is open again."),
    )


def _gaps(found: ContentGap, cluster: Cluster | None) -> list[ContentGap]:
    return whole_gaps([gap.id for gap in cluster.gaps] if cluster else [found.id])


def _page(
    found: ContentGap,
    cluster: Cluster | None,
    gaps: list[ContentGap],
    form: CloseGapForm,
    assign: AssignGapForm | None = None,
) -> str:
    owner_ids = cluster.assignee_ids if cluster else frozenset()
    owner_id = min(owner_ids, default=None)
    return render_template(
        "knowledge/gap.html",
        gap=found,
        cluster=cluster,
        gaps=gaps,
        form=form,
        assign=assign or AssignGapForm(formdata=None).among(editors(), owner_id),
        owners=[name for _id, name in sorted(names_of([cluster]).items())] if cluster else [],
        waiting=people_waiting([cluster]).get(cluster.id, 0) if cluster else 0,
        me_id=me().id,
        may_lead=leads_editors(me()),
        may_take=not owner_ids and can_assign_gap(me(), owner_id, me().id),
        may_give_back=owner_ids == {me().id} and can_assign_gap(me(), owner_id, None),
        kinds=GAP_NAMES,
        article=article_by_id(found.article_id) if found.article_id else None,
        noindex=True,
    )


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
