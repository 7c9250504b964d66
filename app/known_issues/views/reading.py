"""Known issues as everybody reads them: the list, one with its history, and following it."""

from dataclasses import dataclass

from flask import current_app, g, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself, public
from app.accounts.queries import actor
from app.kit.pressing import Answer, press
from app.known_issues.actions.following import follow_issue, unfollow_issue
from app.known_issues.permissions import can_state, keeps_issues
from app.known_issues.presenting import path_of, shown, shown_changes
from app.known_issues.queries import (
    attached_rows,
    attachments_of,
    changes_of,
    follows,
    issue_by_id,
    left_rows,
    open_issues,
    resolved_issues,
)
from app.known_issues.structured import announcement
from app.known_issues.views import blueprint
from app.labels.presenting import Presented, present
from app.questions.permissions import may_take_part

QUESTIONS_SHOWN = 20


@blueprint.get("/known-issues")
@public
def index() -> str:
    return render_template(
        "known_issues/index.html",
        open_ones=[shown(issue) for issue in open_issues()],
        resolved=[shown(issue) for issue in resolved_issues()],
        states=bool(can_state(me())),
        keeps=keeps_issues(me()),
        description=_("What is known to be wrong with our products, how far it is, and when the next word comes."),
    )


@blueprint.get("/known-issues/<int:issue_id>")
@public
def short(issue_id: int) -> Response:
    return redirect(path_of(issue_by_id(issue_id)), 301)


@blueprint.get("/known-issues/<int:issue_id>/<slug>")
@public
def show(issue_id: int, slug: str) -> str | Response:
    issue = issue_by_id(issue_id)
    if request.path != path_of(issue):
        return redirect(path_of(issue), 301)
    g.about_product = issue.product_id
    one, reader = shown(issue), me()
    changes = changes_of(issue)
    return render_template(
        "known_issues/show.html",
        issue=one,
        number=issue.number,
        changes=shown_changes(changes),
        who=[change.by.display_name if change.by else "" for change in changes] if keeps_issues(reader) else None,
        owner=actor(issue.owner_id).display_name if keeps_issues(reader) else None,
        symptoms=[symptom.phrase for symptom in issue.symptoms],
        attached=attachments_of(issue.id),
        questions=present([row.question for row in attached_rows(issue.id, QUESTIONS_SHOWN)]),
        left=_left(issue.id) if keeps_issues(reader) else (),
        follow=_follow_act(issue.id),
        states=bool(can_state(reader)),
        share_title=f"{one.title} · {one.label.text}",
        json_ld=announcement(one, current_app.config["BASE_URL"]),
        description=f"{one.label.text}. {one.excerpt(120)}",
    )


def _left(issue_id: int) -> list[tuple[Presented, str]]:
    rows = left_rows(issue_id)
    return list(zip(present([row.question for row in rows]), [row.left_reason for row in rows], strict=True))


@dataclass(frozen=True)
class Act:
    """A button as questions/parts/acts.html draws it."""

    text: str
    url: str
    presses: bool
    pressed: bool | None
    look: str = ""
    icon: str = ""
    shares: bool = False


def _follow_act(issue_id: int) -> Act:
    reader = me()
    presses, on = not reader.is_guest, follows(reader.id, issue_id)
    address = f"/known-issues/{issue_id}/subscription"
    text = _("You are told of changes") if on else _("I have this too: tell me of changes")
    return Act(text, f"{address}/undo" if on else address, presses=presses, pressed=on if presses else None)


@blueprint.route("/known-issues/<int:issue_id>/subscription", methods=["GET", "POST"])
@member
def subscription(issue_id: int) -> Answer:
    issue = issue_by_id(issue_id)
    return press(
        lambda: follow_issue(myself(), issue),
        title=_("Do you have this problem too?"),
        sentence=_(
            "You are told of every change, in the app and by mail, and asked nothing more: %(title)s", title=issue.title
        ),
        yes=_("I have this too: tell me of changes"),
        back=path_of(issue),
        said=_("We tell you of every change."),
        may=may_take_part(me()),
    )


@blueprint.route("/known-issues/<int:issue_id>/subscription/undo", methods=["GET", "POST"])
@member
def undo_subscription(issue_id: int) -> Answer:
    issue = issue_by_id(issue_id)
    return press(
        lambda: unfollow_issue(myself(), issue),
        title=_("Hear no more of this known issue?"),
        yes=_("Tell me no more"),
        back=path_of(issue),
        said=_("You hear no more of it."),
    )
