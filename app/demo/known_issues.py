"""The known issues of the script: opened at their time, resolved if they are fixed by now, and questions attached to them."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.catalogue.models import Product, ProductVersion
from app.demo.cast import KnownIssue as Told
from app.demo.threads import Event, Thread
from app.extensions import db
from app.kit import clock
from app.known_issues.actions.attaching import attach
from app.known_issues.actions.writing import open_issue, resolve_issue
from app.known_issues.facts import IssueFacts
from app.known_issues.queries import issue_by_id, standing_row
from app.known_issues.states import Attached, IssueOutcome, IssueState

if TYPE_CHECKING:
    from app.demo.playing import Player

NEXT_WORD = timedelta(hours=20)
"""From the day that is played up to."""
LOOKED_INTO = timedelta(days=5)
FIXED = "fixed"


def open_until(player: "Player", offset: timedelta) -> None:
    """What was opened up to a moment of the script and is not open yet."""
    for told in player.script.known_issues:
        if told.slug not in player.issues and told.opened <= offset:
            player.issues[told.slug] = 0
            with clock.at(player.at + told.opened):
                player.attempt(f"{told.slug} opened", partial(_open, player, told))
            if told.state == FIXED:
                with clock.at(player.at + told.opened + LOOKED_INTO):
                    player.attempt(f"{told.slug} resolved", partial(_resolve, player, told))


def _open(player: "Player", told: Told) -> None:
    by = player.person(told.by)
    product = db.session.scalars(select(Product).where(Product.slug == told.product)).one()
    versions = select(ProductVersion).where(
        ProductVersion.product_id == product.id, ProductVersion.name.in_(told.versions)
    )
    facts = IssueFacts(
        product=product,
        title=told.title["en"],
        text=told.symptoms["en"],
        symptoms=told.phrases,
        owner=by,
        next_update_at=player.at + NEXT_WORD,
        state=IssueState.INVESTIGATING if told.state == FIXED else IssueState.IDENTIFIED,
        versions=db.session.scalars(versions).all(),
    )
    player.issues[told.slug] = open_issue(by, facts).id


def _resolve(player: "Player", told: Told) -> None:
    issue = issue_by_id(player.issues[told.slug])
    resolve_issue(
        player.person(told.by), issue, outcome=IssueOutcome.FIXED, news=told.symptoms["en"], seen=issue.number
    )


def attach_by_hand(player: "Player", thread: Thread, event: Event) -> None:
    """Unless what the question says has attached it already."""
    question = player.question(thread)
    if standing_row(question.id) is None:
        issue = issue_by_id(player.issues[event.issue])
        reason = "The same after every power cut, with this version."
        attach(player.person(event.by), issue, question, how=Attached.STAFF, reason=reason)
