"""What was learned of a category's peer window: shown with what it was counted from, switched on and off."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.gates import administrator, myself
from app.admin.forms import Whole
from app.admin.views import blueprint
from app.catalogue import learned
from app.catalogue.actions import learning as actions
from app.catalogue.models import ANSWER_COSTS, Category, LearnedWindow
from app.catalogue.windows import hours_of
from app.escalation.hazard import BINS
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.forms import Form
from app.kit.pressing import Answer as Pressed
from app.kit.pressing import press
from app.kit.saving import Answer, save

TOPICS_MAX = 100


class LearningForm(Form):
    answer_costs = Whole(
        _l("What a staff answer costs, in hours of waiting"),
        description=_l("100 says: an hour of somebody's waiting is worth a hundredth of a staff answer."),
    )


@dataclass(frozen=True)
class Row:
    """A learned window as the page says it."""

    name: str
    questions: int
    accepted: int
    window: str
    interval: str
    chance: int


def _row(name: str, found: LearnedWindow) -> Row:
    interval = f"{hours_of(found.least_minutes)}–{hours_of(found.most_minutes)}"
    chance = round(found.chance_per_mille / 10)
    return Row(name, found.questions, found.accepted, hours_of(found.minutes), interval, chance)


def _page(category: Category, form: LearningForm) -> str:
    whole, topics = learned.learned_of(category)
    switched = learned.learning_of(category)
    rates = zip(BINS, whole.rates, strict=True) if whole else ()
    return render_template(
        "admin/learning.html",
        category=category,
        form=form,
        switched=switched,
        whole=whole,
        used=switched is not None and learned.is_enough(whole),
        enough=learned,
        own=hours_of(category.window_minutes),
        rows=[_row(_("All questions"), whole)] if whole else [],
        topics=[_row(one.tag.slug, one) for one in topics[:TOPICS_MAX] if one.tag],
        bins=[(f"{start:g}–{end:g}", f"{rate:.3f}") for (start, end), rate in rates],
        active="admin",
    )


def _category(category_id: int) -> Category:
    found = db.session.get(Category, category_id)
    if found is None:
        raise Unseen
    return found


@blueprint.route("/admin/categories/<int:category_id>/learning", methods=["GET", "POST"])
@administrator
def category_learning(category_id: int) -> Answer:
    found = _category(category_id)
    switched = learned.learning_of(found)
    form = LearningForm(data={"answer_costs": switched.answer_costs if switched else ANSWER_COSTS})
    return save(
        form,
        lambda: actions.switch_learning_on(myself(), found, answer_costs=form.answer_costs.data or 0),
        page=lambda: _page(found, form),
        said=_("Saved."),
        back=url_for("admin.category_learning", category_id=found.id),
    )


@blueprint.route("/admin/categories/<int:category_id>/learning/undo", methods=["GET", "POST"])
@administrator
def category_learning_undo(category_id: int) -> Pressed:
    found = _category(category_id)
    return press(
        lambda: actions.switch_learning_off(myself(), found),
        title=_("Use the category's own window again?"),
        sentence=_("For questions asked from now on. What was learned stays to be read."),
        yes=_("Switch off"),
        back=url_for("admin.category_learning", category_id=found.id),
        said=_("Switched off."),
    )
