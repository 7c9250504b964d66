"""Categories with their peer windows."""

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import me, myself, people
from app.admin.forms import CategoryForm
from app.admin.views import blueprint
from app.catalogue.actions import categories as actions
from app.catalogue.choices import all_categories
from app.catalogue.models import DEFAULT_WINDOW_MINUTES, Category
from app.catalogue.permissions import can_switch_learning
from app.catalogue.windows import hours_of, minutes_of
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.pressing import Answer as Pressed
from app.kit.pressing import press
from app.kit.saving import Answer, save


def _category(category_id: int) -> Category:
    found = db.session.get(Category, category_id)
    if found is None:
        raise Unseen
    return found


def _written(form: CategoryForm) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "slug": form.slug.data or "",
        "about": form.about.data or "",
        "place": form.place.data,
        "window_minutes": minutes_of(form.window.data),
    }


@blueprint.get("/admin/categories")
@people
def categories() -> str:
    return render_template(
        "admin/categories.html",
        categories=all_categories(),
        hours_of=hours_of,
        learning=bool(can_switch_learning(me())),
        active="admin",
    )


@blueprint.route("/admin/categories/new", methods=["GET", "POST"])
@people
def new_category() -> Answer:
    form = CategoryForm(data={"window": hours_of(DEFAULT_WINDOW_MINUTES), "place": len(all_categories()) + 1})
    return save(
        form,
        lambda: actions.add_category(myself(), **_written(form)),
        page=lambda: render_template("admin/category.html", form=form, category=None, active="admin"),
        said=_("The category is there."),
        back=url_for("admin.categories"),
    )


@blueprint.route("/admin/categories/<int:category_id>", methods=["GET", "POST"])
@people
def category(category_id: int) -> Answer:
    found = _category(category_id)
    form = CategoryForm(
        data={
            "name": found.name,
            "slug": found.slug,
            "about": found.about,
            "place": found.place,
            "window": hours_of(found.window_minutes),
        }
    )
    return save(
        form,
        lambda: actions.change_category(myself(), found, **_written(form)),
        page=lambda: render_template("admin/category.html", form=form, category=found, active="admin"),
        said=_("Saved."),
        back=url_for("admin.categories"),
    )


@blueprint.route("/admin/categories/<int:category_id>/closing", methods=["GET", "POST"])
@people
def category_closing(category_id: int) -> Pressed:
    found = _category(category_id)
    return press(
        lambda: actions.close_category(myself(), found),
        title=_("Close %(name)s?", name=found.name),
        sentence=_("Nobody can ask in it any more. What was asked stays where it is."),
        yes=_("Close"),
        back=url_for("admin.categories"),
        said=_("Closed."),
    )


@blueprint.route("/admin/categories/<int:category_id>/reopening", methods=["GET", "POST"])
@people
def category_reopening(category_id: int) -> Pressed:
    found = _category(category_id)
    return press(
        lambda: actions.reopen_category(myself(), found),
        title=_("Open %(name)s again?", name=found.name),
        yes=_("Open again"),
        back=url_for("admin.categories"),
        said=_("It is open again."),
    )
