"""Opening a known issue and saying what is new: a form, a look at what will be published, then the press that does it."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _

from app.accounts.gates import me, moderation, myself
from app.accounts.queries import people_with
from app.activity.once import earlier_result, keep_result
from app.catalogue.choices import all_products
from app.catalogue.models import Lot
from app.extensions import db
from app.kit.forms import sent_back
from app.kit.markup import SourceFormat, render
from app.kit.pressing import Answer
from app.kit.verdicts import require
from app.known_issues.actions.writing import change_issue, open_issue
from app.known_issues.forms import ChangeForm, IssueForm, shown_here
from app.known_issues.matching import Asked, Scope, match
from app.known_issues.models import KnownIssue
from app.known_issues.permissions import KEEPERS, can_state
from app.known_issues.presenting import path_of, shown
from app.known_issues.queries import candidates, issue_by_id
from app.known_issues.views import blueprint
from app.labels.presenting import present
from app.questions.models import Question
from app.questions.queries import visible_to

PREVIEWED = 10


@blueprint.route("/known-issues/new", methods=["GET", "POST"])
@moderation
def new() -> Answer:
    require(can_state(me()))
    form = IssueForm(data={"owner": str(me().id), "language": get_locale().language})
    _offer(form)
    if form.submitted() and request.form.get("step") != "look":
        if led := earlier_result(form.once.data):
            return redirect(led)
        fine, issue = form.attempt(lambda: open_issue(myself(), form.facts()))
        if fine:
            keep_result(form.once.data, path_of(issue))
            flash(_("The known issue is open. Questions that match are attached to it from now on."), "success")
            return redirect(path_of(issue))
    return _page(form, None)


@blueprint.route("/known-issues/<int:issue_id>/change", methods=["GET", "POST"])
@moderation
def change(issue_id: int) -> Answer:
    require(can_state(me()))
    issue = issue_by_id(issue_id)
    form = ChangeForm(data=_as_it_is(issue))
    _offer(form)
    if form.submitted() and request.form.get("step") != "look":
        fine, _done = form.attempt(
            lambda: change_issue(myself(), issue, form.facts(), news=form.news.data, seen=int(form.seen.data or 0))
        )
        if fine:
            flash(_("Said. Everybody whose question is attached, and whoever follows, is told."), "success")
            return redirect(path_of(issue))
    return _page(form, issue)


def _offer(form: IssueForm) -> None:
    form.offer(all_products(), people_with(*KEEPERS), db.session.scalars(db.select(Lot).order_by(Lot.name)).all())


def _as_it_is(issue: KnownIssue) -> dict[str, Any]:
    return {
        "product": str(issue.product_id),
        "versions": ", ".join(version.name for version in issue.versions),
        "lots": ", ".join(lot.name for lot in issue.lots),
        "title": issue.title,
        "text": issue.source,
        "workaround": issue.workaround,
        "symptoms": "\n".join(symptom.phrase for symptom in issue.symptoms),
        "language": issue.language,
        "state": issue.state.value,
        "owner": str(issue.owner_id),
        "next_update": shown_here(issue.next_update_at),
        "incident": issue.is_incident,
        "everywhere": issue.everywhere,
        "mode": issue.mode.value,
        "slow_minutes": issue.slow_minutes or None,
        "mode_until": shown_here(issue.mode_until),
        "seen": str(issue.number),
    }


def _page(form: IssueForm, issue: KnownIssue | None) -> Answer:
    sent = request.method == "POST"
    if issue is not None and sent:
        db.session.rollback() if form.form_errors else None
        form.seen.data = str(issue_by_id(issue.id).number) if form.form_errors else form.seen.data
    page = render_template(
        "known_issues/form.html",
        form=form,
        issue=shown(issue_by_id(issue.id)) if issue is not None else None,
        looked=_looked(form) if sent and not form.errors else None,
        noindex=True,
    )
    looks = sent and not form.errors and request.form.get("step") == "look"
    return sent_back(page) if sent and not looks else page


def _looked(form: IssueForm) -> dict[str, Any]:
    """How the text will look, and which open questions would be attached: nothing is kept yet."""
    facts = form.facts()
    scope = Scope(
        facts.product.id,
        facts.product.name,
        tuple((version.id, version.name) for version in facts.versions),
        tuple(lot.name for lot in facts.lots),
        symptoms=tuple(facts.symptoms),
    )
    found = [
        ident
        for ident, text, product_id, version_id in candidates(facts.product.id)
        if match(scope, Asked(text, product_id, version_id))
    ]
    first = db.session.scalars(visible_to(me()).where(Question.id.in_(found[:PREVIEWED]))).unique().all()
    return {
        "html": render(facts.text, SourceFormat.MARKDOWN).html,
        "workaround": render(facts.workaround, SourceFormat.MARKDOWN).html if facts.workaround else "",
        "news": render(form.news.data, SourceFormat.MARKDOWN).html if isinstance(form, ChangeForm) else "",
        "count": len(found),
        "questions": present(first),
    }
