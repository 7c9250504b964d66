"""Changing the SLA policy: a new version each time, from now on."""

from dataclasses import replace

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.cases.clocks.models import PolicyVersion
from app.cases.clocks.queries import policy_now
from app.cases.events import CaseEvent
from app.cases.permissions import can_change_hours
from app.cases.sla import SlaPolicy
from app.cases.sla_policy import problems, to_dict
from app.extensions import db
from app.kit.clock import now
from app.kit.verdicts import require


def change_policy(actor: User, *, policy: SlaPolicy) -> PolicyVersion:
    """What was promised before stays as it was said; every clock that starts from now on counts by this."""
    require(can_change_hours(actor))
    for problem in problems(policy):
        raise problem
    version = PolicyVersion(by_id=actor.id, at=now(), policy=to_dict(replace(policy, version=policy_now().version + 1)))
    db.session.add(version)
    db.session().info.pop("policy", None)
    touch(db.session(), SITE)
    record(actor, CaseEvent.POLICY_CHANGED, version)
    return version
