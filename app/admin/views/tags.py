"""Tags."""

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import myself, people
from app.admin.forms import TagAboutForm, TagForm
from app.admin.views import blueprint
from app.catalogue.actions import tags as actions
from app.catalogue.choices import all_tags
from app.catalogue.models import Tag
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.saving import Answer, save


@blueprint.route("/admin/tags", methods=["GET", "POST"])
@people
def tags() -> Answer:
    form = TagForm()
    return save(
        form,
        lambda: actions.add_tag(myself(), slug=form.slug.data, about=form.about.data or ""),
        page=lambda: render_template("admin/tags.html", form=form, tags=all_tags(), active="admin"),
        said=_("The tag is there."),
        back=url_for("admin.tags"),
    )


@blueprint.route("/admin/tags/<int:tag_id>", methods=["GET", "POST"])
@people
def tag(tag_id: int) -> Answer:
    found = db.session.get(Tag, tag_id)
    if found is None:
        raise Unseen
    form = TagAboutForm(data={"about": found.about})
    return save(
        form,
        lambda: actions.change_tag(myself(), found, about=form.about.data or ""),
        page=lambda: render_template("admin/tag.html", form=form, tag=found, active="admin"),
        said=_("Saved."),
        back=url_for("admin.tags"),
    )
