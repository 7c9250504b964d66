"""The moderators' inbox: what waits, one thing at a time with all that bears on it, and what was decided."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.accounts.gates import moderation, myself
from app.accounts.models import User
from app.claims import actions as claims
from app.claims.detection import KIND_NAMES, Kind
from app.claims.models import Flag, FlagState
from app.claims.queries import decided_flags, flag_for, still_stands
from app.decisions.actions import Answered, decide
from app.decisions.models import GROUND_NAMES, MEASURE_NAMES, Measure, Report
from app.decisions.permissions import Subject, can_read_reports
from app.decisions.queries import (
    decision_log,
    decisions_about,
    decisions_on,
    post_of_any_kind,
    report_for,
    reports_on,
    rule_by_id,
    somebody,
    subject_of,
)
from app.decisions.rule_choices import rule_title
from app.kit.errors import IllegalMove, Invalid
from app.kit.forms import sent_back
from app.kit.keyset import Page
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.noted import noted_html
from app.labels.presenting import Presented, present_one
from app.moderation.forms import claim_form, decision_form
from app.moderation.inbox import TABS, Item, items_for
from app.moderation.threads import merges
from app.posts.models import Post
from app.questions.queries import may_read

blueprint = Blueprint("moderation", __name__)
blueprints = (blueprint,)

Answer = str | tuple[str, int] | Response
NEIGHBOURS = 3
LOGS: dict[str, Callable[..., Page[Any]]] = {"decisions": decision_log, "claims": decided_flags, "threads": merges}
TAB_NAMES = {"all": N_("All"), "reports": N_("Reports"), "claims": N_("Claims"), "due": N_("Updates due")}


@blueprint.get("/moderation")
@moderation
def inbox() -> str | Response:
    """The list; a chosen one is beside it."""
    return _page("moderation/inbox.html", None)


@blueprint.route("/moderation/reports/<int:report_id>", methods=["GET", "POST"])
@moderation
def report(report_id: int) -> Answer:
    """One notice, or several on the same thing, with the decision."""
    found = report_for(myself(), report_id)
    return _decide(subject_of(found), found)


@blueprint.route("/moderation/posts/<int:post_id>", methods=["GET", "POST"])
@moderation
def post(post_id: int) -> Answer:
    """A post that nobody reported: a moderator decides of their own accord."""
    return _decide(post_of_any_kind(myself(), post_id), None)


@blueprint.route("/moderation/users/<int:user_id>", methods=["GET", "POST"])
@moderation
def user(user_id: int) -> Answer:
    """A person: suspend, or lift a suspension."""
    require(can_read_reports(myself()))
    return _decide(somebody(user_id), None)


def _decide(subject: Subject, found: Report | None) -> Answer:
    actor = myself()
    form = decision_form(actor, subject)
    reports = reports_on(subject) if can_read_reports(actor) else []
    if found is not None and request.method == "POST" and found.decided_at is not None:
        raise IllegalMove(N_("Somebody has decided on this while you were reading."))
    if form.submitted():
        fine, made = form.attempt(
            lambda: decide(
                actor,
                subject,
                measure=Measure(form.measure.data),
                rule=rule_by_id(int(form.rule.data)) if form.rule.data else None,
                reason=form.reason.data,
                until=form.until() if "days" in form else None,
                answered=Answered(form.report_ids()),
            )
        )
        if fine:
            said = _("Decided, and told.") if made else _("A second administrator has to agree; nothing is done yet.")
            flash(said, "success")
            return redirect("/moderation")
    if request.method == "GET":
        form.reports.data = ",".join(str(one.id) for one in reports)
    author = subject.author if isinstance(subject, Post) else subject
    page = _page(
        "moderation/report.html",
        f"reports-{reports[0].id}" if reports else None,
        form=form,
        found=found,
        reports=[(GROUND_NAMES[one.ground], one, rule_title(one.rule) if one.rule else "") for one in reports],
        subject=subject,
        author=author,
        person=None if isinstance(subject, Post) else subject,
        restrictions=decisions_about(author),
        earlier=[(MEASURE_NAMES[one.measure], one) for one in decisions_on(subject)],
        can_cut=isinstance(subject, Post),
        **(_shown(subject) if isinstance(subject, Post) else {}),
    )
    return page if request.method == "GET" else sent_back(page)


@blueprint.route("/moderation/claims/<int:flag_id>", methods=["GET", "POST"])
@moderation
def claim(flag_id: int) -> Answer:
    """One sentence that makes a claim, with the words that weighed, in its post."""
    actor = myself()
    flag = flag_for(actor, flag_id)
    form = claim_form(actor, flag)
    if request.method == "POST" and not form.verdict.choices:
        raise IllegalMove(N_("Somebody has decided on this while you were reading."))
    if form.submitted():
        fine, _made = form.attempt(lambda: _settle(actor, flag, form))
        if fine:
            flash(_("Decided, and told."), "success")
            return redirect("/moderation?tab=claims")
    kind = "due" if flag.state is FlagState.DISPUTED else "claims"
    page = _page(
        "moderation/claim.html",
        f"{kind}-{flag.id}",
        form=form,
        flag=flag,
        hits=[(KIND_NAMES[Kind(hit["kind"])], ", ".join(hit["words"]), hit["weight"]) for hit in flag.hits],
        stands=still_stands(flag),
        author=flag.post.author,
        restrictions=decisions_about(flag.post.author),
        **_shown(flag.post),
    )
    return page if request.method == "GET" else sent_back(page)


def _settle(actor: User, flag: Flag, form: Any) -> None:
    reason = form.reason.data
    match form.verdict.data:
        case FlagState.CONFIRMED:
            claims.confirm(actor, flag, reason=reason)
        case FlagState.CLEARED:
            claims.clear(actor, flag, reason=reason)
        case FlagState.DISPUTED:
            if not form.update_by.data:
                raise Invalid(N_("Choose a time within the next five business days."), field="update_by")
            update_by = datetime.fromisoformat(form.update_by.data)
            claims.dispute(actor, flag, update_by=update_by, reason=reason)
        case FlagState.CORRECTED:
            claims.correct(actor, flag, fact=form.fact.data or "", reason=reason)


def _shown(post: Post) -> dict[str, Any]:
    shown: Presented = present_one(post, may_read_withdrawn=may_read(myself(), post))
    return {"post": shown, "html": Markup(noted_html(shown))}


def _page(template: str, current: str | None, **values: Any) -> str:
    tab = request.args.get("tab", "all")
    tab = tab if tab in TABS else "all"
    items = items_for(myself())
    shown = [item for item in items if tab in ("all", item.kind)]
    return render_template(
        template,
        items=_around(shown, current),
        tabs=_tabs(items, tab),
        tab=tab,
        current=current,
        beside=_beside(shown, current),
        active="moderation",
        noindex=True,
        **values,
    )


def _around(items: list[Item], current: str | None) -> list[Item]:
    """Beside a detail only its neighbours, so that a phone shows the detail without much scrolling."""
    at = next((place for place, item in enumerate(items) if item.key == current), 0)
    if current is None:
        return items
    first = max(0, min(at - NEIGHBOURS, len(items) - 2 * NEIGHBOURS - 1))
    return items[first : first + 2 * NEIGHBOURS + 1]


def _tabs(items: list[Item], tab: str) -> list[dict[str, Any]]:
    kinds = [key for key in TABS if key != "reports" or can_read_reports(myself())]
    return [
        {
            "text": _(TAB_NAMES[key]),
            "url": f"/moderation?tab={key}",
            "current": key == tab,
            "count": sum(key in ("all", item.kind) for item in items),
        }
        for key in kinds
    ]


def _beside(items: list[Item], current: str | None) -> dict[str, Item]:
    """The ones before and after the current one, for the keys k and j."""
    keys = [item.key for item in items]
    if current not in keys:
        return {"next": items[0]} if items else {}
    at = keys.index(current)
    found = {"previous": items[at - 1]} if at else {}
    return found | ({"next": items[at + 1]} if at + 1 < len(items) else {})


@blueprint.get("/moderation/log")
@moderation
def log() -> str:
    """What was decided: on posts and people, on claims, on whole threads."""
    wanted = request.args.get("kind") if can_read_reports(myself()) else "claims"
    kind = wanted if wanted in LOGS else "decisions"
    page = LOGS[kind](after=request.args.get("after"))
    return render_template(
        "moderation/log.html",
        kind=kind,
        page=page,
        measures=MEASURE_NAMES,
        rule_title=rule_title,
        may_read_decisions=bool(can_read_reports(myself())),
        active="moderation",
        noindex=True,
    )
