"""Whether a category's peer window follows what was learned of it, and at which price of a staff answer."""

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.catalogue.events import CatalogueEvent
from app.catalogue.learned import learning_of
from app.catalogue.models import ANSWER_COSTS, Category, WindowLearning
from app.catalogue.permissions import can_switch_learning
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

DEAREST = 1000


def switch_learning_on(actor: User, category: Category, *, answer_costs: int = ANSWER_COSTS) -> None:
    """From the next night on for its price, for questions asked from now on for what is known already."""
    require(can_switch_learning(actor))
    if not 1 <= answer_costs <= DEAREST:
        raise Invalid(N_("From 1 to %(max)s hours."), field="answer_costs", max=DEAREST)
    row = learning_of(category)
    if row is None:
        db.session.add(WindowLearning(category_id=category.id, by_id=actor.id, since=now(), answer_costs=answer_costs))
    else:
        row.answer_costs = answer_costs
    _changed(actor, category, "learning_on")


def switch_learning_off(actor: User, category: Category) -> None:
    """Questions asked from now on have the category's own window again."""
    require(can_switch_learning(actor))
    row = learning_of(category)
    if row is None:
        raise IllegalMove(N_("It is switched off already."))
    db.session.delete(row)
    _changed(actor, category, "learning_off")


def _changed(actor: User, category: Category, what: str) -> None:
    record(actor, CatalogueEvent.CATEGORY_CHANGED, category, what=what)
    touch(db.session(), SITE)
