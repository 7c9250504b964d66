"""Personal data out of a post: out of its text, its earlier texts, and the sentences that were copied from it."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import User
from app.decisions.permissions import can_remove_own_data
from app.extensions import db
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.actions import follow_edit, row_of
from app.labels.algebra import turned_round
from app.labels.models import LabelChange, SentenceMark
from app.posts.actions import remove_personal_data
from app.posts.models import TITLE_MAX, Post

CUT = "[…]"
SHORTEST = 3
"""What is cut is at least as long as what takes its place, so nothing outgrows its column."""
CUTS_MAX = 20


def remove_own_data(actor: User, post: Post, *, cuts: Sequence[str]) -> None:
    """The author takes personal data out of their own post; allowed at any time. A confirmation stays with what is left, unless
    a "not" went too: that says nothing of anybody, and without it the contrary would be confirmed."""
    require(can_remove_own_data(actor, post))
    row, before = row_of(post), post.source
    confirmed = row.revision if row is not None else None
    remove_data(actor, post, cuts)
    if row is not None and confirmed is not None and actor.id == post.author_id and turned_round(before, post.source):
        row.revision = confirmed
        follow_edit(actor, post, before=before)


def remove_data(actor: User, post: Post, cuts: Sequence[str]) -> None:
    """Replaces each of the exact words by "[…]" wherever they stand, and erases every earlier text for good.

    Longer words go first, so that a name inside a longer one does not break it apart.
    """
    cuts = sorted({cut.strip() for cut in cuts if cut.strip()}, key=len, reverse=True)
    _check(post, cuts)
    source, title = _without(post.source, cuts), _without(post.title or "", cuts)[:TITLE_MAX]
    for mark in db.session.scalars(select(SentenceMark).where(SentenceMark.post_id == post.id)):
        mark.sentence, mark.fact = _without(mark.sentence, cuts), _without(mark.fact, cuts)
    for change in db.session.scalars(select(LabelChange).where(LabelChange.post_id == post.id)):
        change.fact, change.evidence, change.reason = (
            _without(words, cuts) for words in (change.fact, change.evidence, change.reason)
        )
    row, shown = row_of(post), post.revision
    remove_personal_data(actor, post, source=source, title=title if post.title is not None else None, editor=actor)
    if row is not None:
        if row.revision == shown:
            row.revision = post.revision
        row.fact, row.evidence, row.reason = (_without(words, cuts) for words in (row.fact, row.evidence, row.reason))


def _check(post: Post, cuts: Sequence[str]) -> None:
    if not cuts:
        raise Invalid(N_("Copy the words that have to go, one line each."), field="cuts")
    if len(cuts) > CUTS_MAX:
        raise Invalid(N_("At most %(max)s lines at a time."), field="cuts", max=CUTS_MAX)
    for cut in cuts:
        if len(cut) < SHORTEST:
            raise Invalid(
                N_("Copy at least %(min)s characters of it, so that nothing else is cut."), field="cuts", min=SHORTEST
            )
        if cut not in post.source and cut not in (post.title or ""):
            raise Invalid(N_("“%(words)s” does not stand in the text. Copy it exactly."), field="cuts", words=cut[:80])


def _without(text: str, cuts: Sequence[str]) -> str:
    for cut in cuts:
        text = text.replace(cut, CUT)
    return text
