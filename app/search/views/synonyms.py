"""Words that mean the same: the administrator's page."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts.gates import administrator, me
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.forms import sent_back
from app.kit.pressing import Answer, press
from app.search import actions
from app.search.forms import SynonymsForm
from app.search.models import SynonymGroup
from app.search.synonyms import in_use
from app.search.views.page import blueprint


def _group(group_id: int) -> SynonymGroup:
    found = db.session.get(SynonymGroup, group_id)
    if found is None:
        raise Unseen
    return found


def _language_names() -> dict[str, str]:
    return {"": _("any language"), "en": "English", "it": "Italiano"}


def _saved(form: SynonymsForm, change: Callable[[], object], *, page: Callable[[], str]) -> Answer:
    if form.submitted():
        fine, _result = form.attempt(change)
        if fine:
            flash(_("Saved. Searches use it from now on."), "success")
            return redirect(url_for("search.synonyms"))
    return sent_back(page()) if request.method == "POST" else page()


@blueprint.route("/admin/synonyms", methods=["GET", "POST"])
@administrator
def synonyms() -> Answer:
    form = SynonymsForm()
    return _saved(
        form,
        lambda: actions.add_synonyms(me(), language=form.language.data, words=form.words.data or ""),
        page=lambda: render_template(
            "search/synonyms.html",
            form=form,
            groups=in_use(),
            removed=actions.removed_lately(),
            languages=_language_names(),
            active="admin",
        ),
    )


@blueprint.route("/admin/synonyms/<int:group_id>", methods=["GET", "POST"])
@administrator
def synonym_group(group_id: int) -> Answer:
    group = _group(group_id)
    form = SynonymsForm(data={"language": group.language, "words": group.words})
    return _saved(
        form,
        lambda: actions.change_synonyms(me(), group, language=form.language.data, words=form.words.data or ""),
        page=lambda: render_template("search/synonym_group.html", form=form, group=group, active="admin"),
    )


@blueprint.route("/admin/synonyms/<int:group_id>/removal", methods=["GET", "POST"])
@administrator
def synonym_removal(group_id: int) -> Answer:
    group = _group(group_id)
    return press(
        lambda: actions.remove_synonyms(me(), group),
        title=_("Remove this group: %(words)s?", words=group.words),
        sentence=_("Each of the words then finds itself alone. For thirty days the group can be brought back."),
        yes=_("Remove"),
        back=url_for("search.synonyms"),
        said=_("Removed. It can be brought back below."),
    )


@blueprint.route("/admin/synonyms/<int:group_id>/undo", methods=["GET", "POST"])
@administrator
def synonym_undo(group_id: int) -> Answer:
    group = _group(group_id)
    return press(
        lambda: actions.take_back(me(), group),
        title=_("Bring this group back: %(words)s?", words=group.words)
        if group.removed_at
        else _("Take the last change back, to: %(words)s?", words=group.former),
        yes=_("Take it back"),
        back=url_for("search.synonyms"),
        said=_("It is as it was before."),
    )
