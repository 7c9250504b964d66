"""What was learned of each category is written down anew: every night, and whoever reads it knows how old it is."""

from datetime import timedelta

from sqlalchemy import delete

from app.catalogue.choices import all_categories
from app.catalogue.learned import learning_of
from app.catalogue.models import ANSWER_COSTS, Category, LearnedWindow
from app.escalation.estimates import Estimate, estimate
from app.escalation.history import lived, share_that_lasts
from app.escalation.window import Prices
from app.extensions import db
from app.kit.clock import now

MINUTE = timedelta(minutes=1)
TOPIC_QUESTIONS = 5
"""A topic with fewer questions has no row of its own; its questions go by the category."""


def learn(category: Category) -> int:
    """Replaces what was known of the category; how many questions it was counted from."""
    past = lived(category_id=category.id)
    db.session.execute(delete(LearnedWindow).where(LearnedWindow.category_id == category.id))
    if not past:
        return 0
    switched = learning_of(category)
    prices = Prices(answer=switched.answer_costs if switched else ANSWER_COSTS)
    found = estimate(past, lasting=share_that_lasts(category.id), prices=prices)
    kept = {tag_id: one for tag_id, one in found.topics.items() if one.questions >= TOPIC_QUESTIONS}
    db.session.add_all(_row(category.id, tag_id, one) for tag_id, one in [(None, found.whole), *kept.items()])
    return len(past)


def learn_all() -> None:
    for category in all_categories():
        learn(category)


def _row(category_id: int, tag_id: int | None, found: Estimate) -> LearnedWindow:
    return LearnedWindow(
        category_id=category_id,
        tag_id=tag_id,
        minutes=found.window // MINUTE,
        least_minutes=found.least // MINUTE,
        most_minutes=found.most // MINUTE,
        chance_per_mille=round(found.chance_in_a_day * 1000),
        questions=found.questions,
        accepted=found.accepted,
        rates=[round(rate, 6) for rate in found.rates],
        at=now(),
    )
