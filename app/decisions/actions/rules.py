"""The rules of the house: added under a number of their own, retired, never reworded."""

from sqlalchemy import func, select

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.decisions.events import DecisionEvent
from app.decisions.models import HouseRule
from app.decisions.permissions import can_change_rules
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

TITLE_MAX = 120
TEXT_MAX = 4000


def add_rule(
    actor: User, *, title: str, text: str = "", title_it: str = "", text_it: str = "", number: int | None = None
) -> HouseRule:
    """A new rule under the next number, or under one that no rule ever had: decisions name rules by number."""
    require(can_change_rules(actor))
    highest = db.session.scalar(select(func.max(HouseRule.number))) or 0
    number = highest + 1 if number is None else number
    if not 1 <= number <= 999:
        raise Invalid(N_("A rule has a number from 1 to 999."), field="number")
    if db.session.scalar(select(HouseRule.id).where(HouseRule.number == number)):
        raise Invalid(N_("There is, or was, a rule with this number. Numbers are not used twice."), field="number")
    if not title.strip():
        raise Invalid(N_("Give the rule a short title."), field="title")
    for field, value, most in (
        ("title", title, TITLE_MAX),
        ("title_it", title_it, TITLE_MAX),
        ("text", text, TEXT_MAX),
        ("text_it", text_it, TEXT_MAX),
    ):
        if len(value) > most:
            raise Invalid(N_("At most %(max)s characters."), field=field, max=most)
    rule = HouseRule(
        number=number,
        title=title.strip(),
        title_it=title_it.strip(),
        text=text.strip(),
        text_it=text_it.strip(),
    )
    db.session.add(rule)
    record(actor, DecisionEvent.RULE_CHANGED, rule, number=number, retired=False)
    touch(db.session(), SITE)
    return rule


def retire_rule(actor: User, rule: HouseRule) -> None:
    """No longer in force; decisions of the past go on naming it."""
    require(can_change_rules(actor))
    if rule.retired_at is not None:
        raise IllegalMove(N_("This rule is retired already."))
    rule.retired_at = now()
    record(actor, DecisionEvent.RULE_CHANGED, rule, number=rule.number, retired=True)
    touch(db.session(), SITE)
