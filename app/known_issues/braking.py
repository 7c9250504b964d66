"""Slow and hold mode: what an incident puts in the way of new posts about its product. Staff write as always."""

from datetime import timedelta

from app.accounts.models import User
from app.kit.clock import now
from app.kit.errors import Refused, TooMany
from app.kit.texts import N_
from app.kit.within import Within
from app.known_issues.held_queries import latest_post_at, mode_for
from app.known_issues.models import KnownIssue
from app.known_issues.states import Mode
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.brakes import brake, edit_brake
from app.questions.queries import thread_of

released = Within("released")
"""Of an author: what was held of theirs is written, for it has waited."""


class MustBeHeld(Refused):
    """What is new about this product goes to staff first. Whoever catches it keeps the text for them."""

    def __init__(self, issue: KnownIssue) -> None:
        super().__init__(
            N_("Because of an incident, staff look at what is new about this product first, until %(until)s."),
            until=issue.mode_until,
        )
        self.issue = issue


@brake
def slow_or_hold(author: User, product_id: int | None, kind: PostKind) -> None:
    if author.is_staff or released.holds_of(author.id):
        return
    issue = mode_for(product_id)
    if issue is None:
        return
    if issue.mode is Mode.HOLD:
        raise MustBeHeld(issue)
    wait = timedelta(minutes=issue.slow_minutes)
    last = latest_post_at(author.id, product_id, now() - wait)
    if last is not None:
        raise TooMany(
            N_(
                "Because of an incident, each person can write about this product once in %(minutes)s minutes. What you"
                " typed is still here: send it again at %(time)s."
            ),
            retry_after=max(1, int((last + wait - now()).total_seconds())),
            minutes=issue.slow_minutes,
            time=last + wait,
        )


@edit_brake
def hold_what_stands(editor: User, post: Post, _words: str) -> None:
    """Other words for what stands are new words too, and everybody would read them at once."""
    thread = thread_of(post)
    if editor.is_staff or thread is None:
        return
    issue = mode_for(thread.product_id)
    if issue is not None and issue.mode is Mode.HOLD:
        raise Refused(
            N_(
                "Because of an incident, what stands about this product stays as it is until %(until)s. Write a comment: staff"
                " look at it first. Personal data can be removed at any time."
            ),
            until=issue.mode_until,
        )
