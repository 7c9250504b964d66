"""Counter-evidence by experts: one is heard, two make a dispute."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.actions.cautioning import DISPUTE_AT_MOST, dispute
from app.labels.actions.setting import status_of
from app.labels.algebra import Status
from app.labels.events import LabelEvent
from app.labels.models import CounterEvidence
from app.labels.permissions import can_doubt
from app.labels.words import needed
from app.posts.models import Post

EXPERTS_NEEDED = 2


def doubt(actor: User, post: Post, *, evidence: str) -> bool:
    """An expert brings evidence against a post; with the second expert the post is disputed. True once it is.

    Once a person and post: the same expert twice is still one.
    """
    require(can_doubt(actor, post))
    evidence = needed(evidence, N_("Say what speaks against it, with a link if there is one."), "evidence")
    if status_of(post) in (Status.DISPUTED, Status.CORRECTED):
        raise IllegalMove(N_("This is disputed or corrected already."))
    given = {row.user_id: row for row in _evidence_against(post)}
    if actor.id in given:
        given[actor.id].evidence = evidence
    else:
        row = CounterEvidence(post_id=post.id, user_id=actor.id, evidence=evidence, at=now())
        db.session.add(row)
        given[actor.id] = row
        record(actor, LabelEvent.DOUBTED, post, experts=len(given))
    if len(given) < EXPERTS_NEEDED:
        return False
    for row in given.values():
        row.settled_at = now()
    dispute(SYSTEM, post, update_by=_latest(), evidence=" · ".join(row.evidence for row in given.values())[:500])
    return True


def _latest() -> datetime:
    return now() + DISPUTE_AT_MOST


def _evidence_against(post: Post) -> list[CounterEvidence]:
    query = select(CounterEvidence).where(CounterEvidence.post_id == post.id, CounterEvidence.settled_at.is_(None))
    return list(db.session.scalars(query.order_by(CounterEvidence.id)))
