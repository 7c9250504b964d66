"""While an incident holds what is new about a product: what was typed is kept for staff, and its author reads so."""

from flask import flash
from flask_babel import gettext as _

from app.accounts.models import User
from app.known_issues.actions.holding import hold_post
from app.known_issues.held_texts import HeldWords
from app.known_issues.models import KnownIssue
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.actions.holding import Written


def wait_for_staff(
    author: User, issue: KnownIssue, kind: PostKind, words: Written | HeldWords, on: Post | None = None
) -> str:
    """The address of the page that says what happens to it."""
    held = hold_post(author, issue, kind=kind, words=words, on=on)
    flash(_("Nothing is lost: because of an incident, staff look at it first, then it is published."), "info")
    return f"/held/{held.reference}"
