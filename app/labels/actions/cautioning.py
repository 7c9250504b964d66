"""Cautions: on a sentence and on the post that holds it. A post is as doubtful as its most doubtful sentence."""

from datetime import datetime, timedelta

from app.accounts.actors import Guest
from app.accounts.models import User
from app.activity.log import Acting
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.actions.setting import row_of, set_label, standing_marks, status_of
from app.labels.algebra import CAUTION, RANK, Status
from app.labels.events import LabelEvent
from app.labels.gates import can_speak_on_labels
from app.labels.models import LabelRow, SentenceMark
from app.labels.permissions import can_correct, can_dispute, can_lift, can_mark_unofficial
from app.labels.words import needed
from app.posts.models import Post

DISPUTE_AT_MOST = timedelta(days=7)
"""Five business days: a week holds no more."""


def mark_unofficial(actor: User | Guest, post: Post, *, sentence: str, reason: str, provisional: bool) -> SentenceMark:
    """A sentence that makes an unverified claim: marked beside it and on the post. A person's mark is not provisional.

    A sentence has one standing mark; a person's mark makes a provisional one firm.
    """
    require(can_mark_unofficial(actor, post))
    require(can_speak_on_labels(actor))
    sentence = needed(sentence, N_("Choose the sentence that makes the claim."), "sentence")[:2000]
    mark = next((mark for mark in standing_marks(post) if mark.sentence == sentence), None)
    if mark is None:
        mark = SentenceMark(
            post_id=post.id, sentence=sentence, status=Status.UNOFFICIAL, provisional=provisional, at=now()
        )
        db.session.add(mark)
    mark.provisional = mark.provisional and provisional
    row = row_of(post)
    if row is None or RANK[row.status] >= RANK[Status.UNOFFICIAL]:
        firm = row is not None and row.status is Status.UNOFFICIAL and not row.provisional
        _unofficial(actor, post, reason, provisional=provisional and not firm)
    db.session.flush()
    return mark


def _unofficial(actor: Acting, post: Post, reason: str, *, provisional: bool) -> LabelRow:
    return set_label(
        actor,
        post,
        Status.UNOFFICIAL,
        LabelEvent.MARKED_UNOFFICIAL,
        reason=reason[:500],
        provisional=provisional,
    )


def confirm_mark(actor: User, post: Post, mark: SentenceMark, *, reason: str) -> None:
    """A person has looked: the claim is unverified indeed, and the label no longer provisional."""
    require(can_lift(actor, post))
    require(can_speak_on_labels(actor))
    mark.provisional = False
    row = row_of(post)
    if row is not None and row.status is Status.UNOFFICIAL:
        _unofficial(actor, post, reason, provisional=False)


def dispute(
    actor: User | Guest, post: Post, *, update_by: datetime, evidence: str, mark: SentenceMark | None = None
) -> LabelRow:
    """Reports differ: the company checks, and says by when it will know."""
    require(can_dispute(actor, post))
    require(can_speak_on_labels(actor))
    if not now() < update_by <= now() + DISPUTE_AT_MOST:
        raise Invalid(N_("Choose a time within the next five business days."), field="update_by")
    evidence = needed(evidence, N_("Say what speaks against it, with a link if there is one."), "evidence")
    if mark is not None:
        mark.status, mark.update_by, mark.fact, mark.provisional = Status.DISPUTED, update_by, "", False
    return set_label(actor, post, Status.DISPUTED, LabelEvent.DISPUTED, update_by=update_by, evidence=evidence)


def correct(actor: User, post: Post, *, fact: str, evidence: str = "", mark: SentenceMark | None = None) -> LabelRow:
    """The fact stands first from now on, the original is kept below it."""
    require(can_correct(actor, post))
    require(can_speak_on_labels(actor))
    fact = needed(fact, N_("Write the fact that stands first from now on."), "fact")
    if mark is not None:
        mark.status, mark.fact, mark.update_by, mark.provisional = Status.CORRECTED, fact, None, False
    return set_label(actor, post, Status.CORRECTED, LabelEvent.CORRECTED, fact=fact, evidence=evidence.strip())


def lift(actor: User, post: Post, *, reason: str, mark: SentenceMark | None = None) -> None:
    """Clears a caution (or a confirmation given by mistake): of one sentence, or of the whole post.

    What is left decides: with no marked sentence the post is unreviewed again, otherwise it says what its most doubtful
    sentence says.
    """
    require(can_lift(actor, post))
    require(can_speak_on_labels(actor))
    reason = needed(reason, N_("Say why."), "reason")
    if mark is None and status_of(post) is Status.UNREVIEWED and not standing_marks(post):
        raise IllegalMove(N_("There is no label to lift."))
    for cleared in [mark] if mark is not None else standing_marks(post):
        cleared.cleared_at = now()
    db.session.flush()
    left = min(standing_marks(post), key=lambda one: RANK[one.status], default=None)
    if left is None:
        set_label(actor, post, Status.UNREVIEWED, LabelEvent.LIFTED, reason=reason)
    elif status_of(post) in CAUTION and left.status is not status_of(post):
        set_label(
            actor,
            post,
            left.status,
            LabelEvent.LIFTED,
            reason=reason,
            fact=left.fact,
            update_by=left.update_by,
            provisional=left.provisional,
        )
