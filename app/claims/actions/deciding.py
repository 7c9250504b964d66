"""What a person decides on a flag. The label follows in the same transaction."""

from datetime import datetime

from app.accounts.models import User
from app.activity.log import record
from app.claims.events import ClaimEvent
from app.claims.models import FLAG_MOVES, Flag, FlagState
from app.claims.permissions import can_correct_flag, can_decide_flag, can_dispute_flag
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels import actions as labels
from app.labels.gates import can_speak_on_labels

_EVENTS = {
    FlagState.CONFIRMED: ClaimEvent.CONFIRMED,
    FlagState.CLEARED: ClaimEvent.CLEARED,
    FlagState.DISPUTED: ClaimEvent.DISPUTED,
    FlagState.CORRECTED: ClaimEvent.CORRECTED,
}


def _move(actor: User, flag: Flag, state: FlagState, reason: str) -> None:
    require(can_speak_on_labels(actor))
    if not reason.strip():
        raise Invalid(N_("Say why, in words the author will read."), field="reason")
    check_move(FLAG_MOVES, flag.state, state)
    flag.state, flag.decided_by_id, flag.decided_at = state, actor.id, now()
    flag.decision_reason = reason.strip()[:500]
    record(actor, _EVENTS[state], flag, post_id=flag.post_id, concerned_id=flag.post.author_id)


def confirm(actor: User, flag: Flag, *, reason: str) -> None:
    """Nobody has confirmed this claim: the mark stays, and is no longer provisional."""
    require(can_decide_flag(actor, flag))
    _move(actor, flag, FlagState.CONFIRMED, reason)
    if flag.mark is not None:
        labels.confirm_mark(actor, flag.post, flag.mark, reason=reason)


def clear(actor: User, flag: Flag, *, reason: str) -> None:
    """It is no such claim, or it is right: the mark goes."""
    require(can_decide_flag(actor, flag))
    _move(actor, flag, FlagState.CLEARED, reason)
    if flag.mark is not None and flag.mark.cleared_at is None:
        labels.lift(actor, flag.post, reason=reason, mark=flag.mark)


def dispute(actor: User, flag: Flag, *, update_by: datetime, reason: str) -> None:
    """Reports differ, and the company says by when it will know."""
    require(can_dispute_flag(actor, flag))
    _move(actor, flag, FlagState.DISPUTED, reason)
    labels.dispute(actor, flag.post, update_by=update_by, evidence=reason[:500], mark=flag.mark)


def correct(actor: User, flag: Flag, *, fact: str, reason: str) -> None:
    """It is wrong: the fact stands first from now on."""
    require(can_correct_flag(actor, flag))
    _move(actor, flag, FlagState.CORRECTED, reason)
    labels.correct(actor, flag.post, fact=fact, evidence=reason[:500], mark=flag.mark)
