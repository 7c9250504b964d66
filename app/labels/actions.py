"""Every change of a label. Each is a row in `label_changes` and an event."""

from datetime import datetime, timedelta
from typing import Any

from app.accounts.models import User
from app.activity.log import Acting, record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.algebra import CONFIRMED, Status, after_edit, is_typo, may_follow
from app.labels.events import LabelEvent
from app.labels.models import LabelChange, LabelRow, SentenceMark
from app.labels.permissions import (
    can_correct,
    can_dispute,
    can_lift,
    can_make_official,
    can_mark_unofficial,
    can_verify,
)
from app.posts.kinds import Voice
from app.posts.models import Post

VERIFIED_FOR = timedelta(days=180)
OFFICIAL_FOR = timedelta(days=365)
DISPUTE_AT_MOST = timedelta(days=7)


def row_of(post: Post) -> LabelRow | None:
    return db.session.get(LabelRow, post.id)


def status_of(post: Post) -> Status:
    row = row_of(post)
    return row.status if row else Status.UNREVIEWED


def set_label(actor: Acting, post: Post, status: Status, event: LabelEvent, **facts: Any) -> LabelRow:
    """Writes the label and its history. Permissions are asked by the callers below."""
    if post.voice is Voice.COMMUNITY and status is Status.OFFICIAL:
        raise Invalid(N_("What a member wrote can be confirmed, but never official."))
    row, before = row_of(post), status_of(post)
    staff = isinstance(actor, User) and actor.is_staff
    if before is not status and not may_follow(before, status, by_staff=staff):
        raise IllegalMove(N_("Only staff can raise this label again."))
    if row is None:
        row = LabelRow(post_id=post.id)
        db.session.add(row)
    fresh: dict[str, Any] = {
        "scope": "", "product_id": None, "versions": "", "evidence": "", "expires_at": None, "update_by": None,
        "fact": "", "reason": "", "provisional": False, "earlier": False,
    }  # fmt: skip
    for name, value in {**fresh, **facts}.items():
        setattr(row, name, value)
    row.status, row.revision, row.as_of, row.set_by_id = status, post.revision, now(), actor.id
    db.session.add(
        LabelChange(
            post_id=post.id,
            by_id=actor.id,
            at=row.as_of,
            before=before,
            after=status,
            scope=row.scope,
            evidence=row.evidence,
            reason=row.reason,
            fact=row.fact,
            expires_at=row.expires_at,
        )
    )
    record(actor, event, post, thread_id=post.thread_id, before=before.value, after=status.value)
    return row


def _until(expires_at: datetime | None, usual: timedelta) -> datetime:
    """The end of a confirmation: the usual one, or an earlier one that was named."""
    latest = now() + usual
    if expires_at is None:
        return latest
    if not now() < expires_at <= latest:
        raise Invalid(N_("Choose an end between tomorrow and %(latest)s."), field="expires", latest=latest.date())
    return expires_at


def _needs(text: str, sentence: str, field: str) -> str:
    if not text.strip():
        raise Invalid(sentence, field=field)
    return text.strip()


def label_company_answer(actor: User, post: Post, *, scope: str, product_id: int | None = None) -> None:
    """The company's ordinary answer is confirmed for its stated scope from the start."""
    set_label(
        actor, post, Status.STAFF_VERIFIED, LabelEvent.VERIFIED,
        scope=scope[:200], product_id=product_id, expires_at=now() + VERIFIED_FOR,
    )  # fmt: skip


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
    return set_label(
        actor,
        post,
        Status.STAFF_VERIFIED,
        LabelEvent.VERIFIED,
        scope=_needs(scope, N_("Say for what it is confirmed: product and versions."), "scope"),
        evidence=_needs(evidence, N_("Say how you know: a test, a log, an article."), "evidence"),
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
    return set_label(
        actor,
        post,
        Status.OFFICIAL,
        LabelEvent.MADE_OFFICIAL,
        scope=_needs(scope, N_("Say for what it is official: product and versions."), "scope"),
        evidence=_needs(evidence, N_("Name the source document."), "evidence"),
        versions=versions,
        product_id=product_id,
        expires_at=_until(expires_at, OFFICIAL_FOR),
    )


def mark_unofficial(actor: Acting, post: Post, *, sentence: str, reason: str, provisional: bool) -> SentenceMark:
    """A sentence that makes an unverified claim: marked beside it and on the post. A person's mark is not provisional."""
    require(can_mark_unofficial(actor, post))  # type: ignore[arg-type]
    mark = SentenceMark(
        post_id=post.id, sentence=sentence[:2000], status=Status.UNOFFICIAL, provisional=provisional, at=now()
    )
    db.session.add(mark)
    if status_of(post) not in (Status.CORRECTED, Status.DISPUTED, Status.WITHDRAWN):
        set_label(
            actor, post, Status.UNOFFICIAL, LabelEvent.MARKED_UNOFFICIAL, reason=reason[:500], provisional=provisional
        )
    db.session.flush()
    return mark


def dispute(
    actor: User, post: Post, *, update_by: datetime, evidence: str, mark: SentenceMark | None = None
) -> LabelRow:
    """Reports differ: the company checks, and says by when it will know."""
    require(can_dispute(actor, post))
    if not now() < update_by <= now() + DISPUTE_AT_MOST:
        raise Invalid(N_("Choose a time within the next seven days."), field="update_by")
    if mark is not None:
        mark.status, mark.update_by, mark.provisional = Status.DISPUTED, update_by, False
    return set_label(
        actor,
        post,
        Status.DISPUTED,
        LabelEvent.DISPUTED,
        update_by=update_by,
        evidence=_needs(evidence, N_("Say what speaks against it, with a link if there is one."), "evidence"),
    )


def correct(actor: User, post: Post, *, fact: str, evidence: str = "", mark: SentenceMark | None = None) -> LabelRow:
    """The fact stands first from now on, the original is kept below it."""
    require(can_correct(actor, post))
    fact = _needs(fact, N_("Write the fact that stands first from now on."), "fact")
    if mark is not None:
        mark.status, mark.fact, mark.provisional = Status.CORRECTED, fact, False
    return set_label(actor, post, Status.CORRECTED, LabelEvent.CORRECTED, fact=fact, evidence=evidence)


def lift(actor: User, post: Post, *, reason: str, mark: SentenceMark | None = None) -> None:
    """Clears a caution (or a confirmation given by mistake). The post is unreviewed again when no mark is left on it."""
    require(can_lift(actor, post))
    reason = _needs(reason, N_("Say why."), "reason")
    if mark is not None:
        mark.cleared_at = now()
        db.session.flush()
    else:
        for other in standing_marks(post):
            other.cleared_at = now()
        db.session.flush()
    if not standing_marks(post):
        set_label(actor, post, Status.UNREVIEWED, LabelEvent.LIFTED, reason=reason)


def standing_marks(post: Post) -> list[SentenceMark]:
    return list(
        db.session.scalars(
            db.select(SentenceMark).where(SentenceMark.post_id == post.id, SentenceMark.cleared_at.is_(None))
        )
    )


def expire(actor: Acting, row: LabelRow, post: Post) -> None:
    """A confirmation has reached its end: the post is unreviewed again and says that it was confirmed once."""
    set_label(actor, post, Status.UNREVIEWED, LabelEvent.EXPIRED, earlier=True)


def follow_edit(actor: User, post: Post, *, before: str) -> None:
    """After an edit: a confirmation stays with the old revision, a caution stays on, a typo changes nothing."""
    row = row_of(post)
    if row is None:
        return
    typo = is_typo(before, post.source, _changed(before, post.source))
    status = after_edit(row.status, typo=typo, company=post.voice is Voice.COMPANY)
    if status is row.status:
        row.revision = post.revision if typo else row.revision
        return
    kept = {"scope": row.scope, "product_id": row.product_id, "versions": row.versions, "expires_at": row.expires_at}
    confirmed = row.status in CONFIRMED and status not in CONFIRMED
    set_label(actor, post, status, LabelEvent.EDITED_AWAY, **({"earlier": True} if confirmed else kept))


def _changed(before: str, after: str) -> int:
    """Characters that were taken out or put in."""
    from difflib import SequenceMatcher

    if abs(len(before) - len(after)) > 10:
        return abs(len(before) - len(after))
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    return len(before) + len(after) - 2 * same
