"""decide(): every measure with its reason, in the transaction that carries it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.actions.suspending import lift_suspension, suspend
from app.accounts.models import User
from app.activity.log import record
from app.decisions.actions.measures import hide, lock, restore, unlock
from app.decisions.actions.removing import remove_data
from app.decisions.events import DecisionEvent
from app.decisions.models import Decision, HouseRule, Measure, Report
from app.decisions.permissions import Subject, can_decide
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.models import Post
from app.questions.models import Question

REASON_MAX = 1000
NEEDS_RULE = frozenset({Measure.HIDE, Measure.LOCK, Measure.SUSPEND})


@dataclass(frozen=True)
class Answered:
    """The notices that were on the screen: if one of them was decided meanwhile, somebody was quicker."""

    report_ids: Sequence[int] = ()


def decide(
    actor: User,
    subject: Subject,
    *,
    measure: Measure,
    reason: str,
    rule: HouseRule | None = None,
    until: datetime | None = None,
    cuts: Sequence[str] = (),
    answered: Answered | None = None,
) -> Decision | None:
    """Carries out a measure on a post or a person and writes why; the waiting notices on it are answered by it.

    `until` belongs to a suspension, `cuts` (the exact words to take out) to personal data. None when a suspension of
    staff still waits for a second administrator.
    """
    require(can_decide(actor, subject, measure))
    reason = _reason(reason)
    if measure in NEEDS_RULE and rule is None:
        raise Invalid(N_("Choose the rule this is decided by."), field="rule")
    if rule is not None and rule.retired_at is not None:
        raise Invalid(N_("This rule is no longer in force."), field="rule")
    waiting = _waiting_reports(subject)
    _check_nobody_was_quicker(waiting, answered)
    if not _carry_out(actor, subject, measure, rule, until, cuts):
        return None
    decision = Decision(
        user_id=subject.id if isinstance(subject, User) else None,
        post_id=None if isinstance(subject, User) else subject.id,
        measure=measure,
        rule_id=rule.id if rule else None,
        reason=reason,
        until=until if measure is Measure.SUSPEND else None,
        by_id=actor.id,
        at=now(),
    )
    db.session.add(decision)
    db.session.flush()
    for waits in waiting:
        waits.decided_at, waits.decision_id = decision.at, decision.id
    tell(actor, decision, subject, reports=[waits.id for waits in waiting])
    return decision


def tell(actor: User, decision: Decision, subject: Subject, *, reports: Sequence[int] = ()) -> None:
    """The event by which the person concerned, and whoever reported it, are told."""
    record(
        actor,
        DecisionEvent.DECIDED,
        decision,
        measure=decision.measure.value,
        post_id=decision.post_id,
        user_id=decision.user_id,
        concerned_id=subject.id if isinstance(subject, User) else subject.author_id,
        report_ids=list(reports),
    )


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise Invalid(N_("Say why, in words the person concerned will read."), field="reason")
    if len(reason) > REASON_MAX:
        raise Invalid(N_("A reason has at most %(max)s characters."), field="reason", max=REASON_MAX)
    return reason


def _waiting_reports(subject: Subject) -> list[Report]:
    column = Report.user_id if isinstance(subject, User) else Report.post_id
    query = select(Report).where(column == subject.id, Report.decided_at.is_(None)).order_by(Report.id)
    return list(db.session.scalars(query.with_for_update()))


def _check_nobody_was_quicker(waiting: list[Report], answered: Answered | None) -> None:
    if answered is not None and not {waits.id for waits in waiting} >= set(answered.report_ids):
        raise IllegalMove(N_("Somebody has decided on this while you were reading."))


def _carry_out(
    actor: User,
    subject: Subject,
    measure: Measure,
    rule: HouseRule | None,
    until: datetime | None,
    cuts: Sequence[str],
) -> bool:
    """True once it is in force."""
    if isinstance(subject, User):
        return _on_person(actor, subject, measure, until)
    _on_post(actor, subject, measure, rule, cuts)
    return True


def _on_person(actor: User, user: User, measure: Measure, until: datetime | None) -> bool:
    if measure is Measure.SUSPEND:
        if until is None:
            raise Invalid(N_("Say until when."), field="until")
        return suspend(actor, user, until=until)
    if measure is Measure.LIFT_SUSPENSION:
        lift_suspension(actor, user)
    return True


def _on_post(actor: User, post: Post, measure: Measure, rule: HouseRule | None, cuts: Sequence[str]) -> None:
    match measure:
        case Measure.HIDE if rule is not None:
            hide(actor, post, rule)
        case Measure.RESTORE:
            restore(actor, post)
        case Measure.LOCK if isinstance(post, Question):
            lock(actor, post)
        case Measure.UNLOCK if isinstance(post, Question):
            unlock(actor, post)
        case Measure.REMOVE_PERSONAL_DATA:
            remove_data(actor, post, cuts)
