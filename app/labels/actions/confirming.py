"""Confirmations: given for a scope and a time, tied to the text they were given to."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.accounts.models import User
from app.activity.log import Acting
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.actions.setting import row_of, set_label, standing_marks
from app.labels.algebra import CONFIRMED, Status, after_edit, is_typo
from app.labels.events import LabelEvent
from app.labels.gates import can_speak_on_labels
from app.labels.models import LabelRow
from app.labels.permissions import can_make_official, can_verify, speaks_for_company
from app.labels.words import needed
from app.posts.kinds import PostKind, Voice
from app.posts.models import Post, Revision

VERIFIED_FOR = timedelta(days=180)
OFFICIAL_FOR = timedelta(days=365)


def _until(expires_at: datetime | None, usual: timedelta) -> datetime:
    """The end of a confirmation: the usual one, or an earlier one that was named."""
    latest = now() + usual
    if expires_at is None:
        return latest
    if not now() < expires_at <= latest:
        raise Invalid(N_("Choose an end between tomorrow and %(latest)s."), field="expires", latest=latest.date())
    return expires_at


def _refuse_marked(post: Post) -> None:
    """Nothing is confirmed as a whole while a sentence of it is doubted."""
    if standing_marks(post):
        raise IllegalMove(N_("A sentence of it is marked. Clear that first."))


def label_company_answer(actor: User, post: Post, *, scope: str, product_id: int | None = None) -> None:
    """The company's ordinary answer is confirmed for its stated scope from the start."""
    end = now() + VERIFIED_FOR
    set_label(
        actor,
        post,
        Status.STAFF_VERIFIED,
        LabelEvent.VERIFIED,
        scope=scope[:200],
        product_id=product_id,
        expires_at=end,
    )


def verify(
    actor: User,
    post: Post,
    *,
    scope: str,
    evidence: str,
    versions: str = "",
    product_id: int | None = None,
    expires_at: datetime | None = None,
) -> LabelRow:
    """Staff confirm a member's answer for a scope."""
    require(can_verify(actor, post))
    require(can_speak_on_labels(actor))
    _refuse_marked(post)
    return set_label(
        actor,
        post,
        Status.STAFF_VERIFIED,
        LabelEvent.VERIFIED,
        scope=needed(scope, N_("Say for what it is confirmed: product and versions."), "scope"),
        evidence=needed(evidence, N_("Say how you know: a test, a log, an article."), "evidence"),
        versions=versions,
        product_id=product_id,
        expires_at=_until(expires_at, VERIFIED_FOR),
    )


def make_official(
    actor: User,
    post: Post,
    *,
    scope: str,
    evidence: str,
    versions: str = "",
    product_id: int | None = None,
    expires_at: datetime | None = None,
) -> LabelRow:
    """A spokesperson makes the company's own answer official, with its source."""
    require(can_make_official(actor, post))
    _refuse_marked(post)
    return set_label(
        actor,
        post,
        Status.OFFICIAL,
        LabelEvent.MADE_OFFICIAL,
        scope=needed(scope, N_("Say for what it is official: product and versions."), "scope"),
        evidence=needed(evidence, N_("Name the source document."), "evidence"),
        versions=versions,
        product_id=product_id,
        expires_at=_until(expires_at, OFFICIAL_FOR),
    )


def expire(actor: Acting, row: LabelRow, post: Post) -> None:
    """A confirmation has reached its end: the post is unreviewed again and says that it was confirmed once.

    An article goes on saying for what it holds.
    """
    scope = {"scope": row.scope, "product_id": row.product_id, "versions": row.versions}
    kept = scope if post.kind is PostKind.ARTICLE else {}
    set_label(actor, post, Status.UNREVIEWED, LabelEvent.EXPIRED, earlier=True, **kept)


def follow_edit(actor: User, post: Post, *, before: str) -> Status:
    """After an edit: a confirmation stays with the confirmed text, a caution stays on. The status that it left.

    The label goes on naming the revision that was confirmed: the next edit is measured against that one too.
    """
    row = row_of(post)
    if row is None:
        return Status.UNREVIEWED
    confirmed = _confirmed_text(row, post, before)
    status = after_edit(
        row.status,
        typo=confirmed is not None and is_typo(confirmed, post.source),
        company=post.voice is Voice.COMPANY,
        speaks=speaks_for_company(actor, post),
    )
    if status is row.status:
        return status
    kept = {"scope": row.scope, "product_id": row.product_id, "versions": row.versions, "expires_at": row.expires_at}
    lost = row.status in CONFIRMED and status not in CONFIRMED
    set_label(actor, post, status, LabelEvent.EDITED_AWAY, **({"earlier": True} if lost else kept))
    return status


def _confirmed_text(row: LabelRow, post: Post, before: str) -> str | None:
    """The text that the label was given to; None where it was erased, so that nothing can be compared with it."""
    if row.revision == post.revision - 1:
        return before
    query = select(Revision.source).where(Revision.post_id == post.id, Revision.number == row.revision)
    return db.session.scalar(query.where(Revision.erased_at.is_(None)))
