"""Resolving a known issue with an outcome, and opening it again."""

from flask import render_template
from flask_babel import gettext as _

from app.accounts.gates import me, moderation, myself
from app.kit.pressing import Answer
from app.kit.saving import save
from app.kit.verdicts import require
from app.known_issues.actions.writing import reopen_issue, resolve_issue
from app.known_issues.forms import ReopenForm, ResolveForm
from app.known_issues.permissions import can_state
from app.known_issues.presenting import path_of, shown
from app.known_issues.queries import attachments_of, issue_by_id
from app.known_issues.states import IssueOutcome
from app.known_issues.views import blueprint


@blueprint.route("/known-issues/<int:issue_id>/resolution", methods=["GET", "POST"])
@moderation
def resolve(issue_id: int) -> Answer:
    require(can_state(me()))
    issue = issue_by_id(issue_id)
    form = ResolveForm(data={"seen": str(issue.number)}).named()
    return save(
        form,
        lambda: resolve_issue(
            myself(), issue, outcome=IssueOutcome(form.outcome.data), news=form.news.data, seen=int(form.seen.data or 0)
        ),
        page=lambda: render_template(
            "known_issues/resolve.html", form=form, issue=shown(issue), attached=attachments_of(issue.id), noindex=True
        ),
        said=_("Resolved. Each asker is asked whether it is solved for them."),
        back=path_of(issue),
    )


@blueprint.route("/known-issues/<int:issue_id>/reopening", methods=["GET", "POST"])
@moderation
def reopen(issue_id: int) -> Answer:
    require(can_state(me()))
    issue = issue_by_id(issue_id)
    form = ReopenForm(data={"seen": str(issue.number)})
    at = form.next_update.at
    return save(
        form,
        lambda: reopen_issue(
            myself(), issue, news=form.news.data, next_update_at=at or issue.opened_at, seen=int(form.seen.data or 0)
        ),
        page=lambda: render_template("known_issues/reopen.html", form=form, issue=shown(issue), noindex=True),
        said=_("It is open again. Those who wait are told."),
        back=path_of(issue),
    )
