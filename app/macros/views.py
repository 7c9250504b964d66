"""The pages of macros: all that one may use, one with its versions, writing and retiring it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts.gates import agent, me, myself
from app.accounts.roles import Role
from app.catalogue.brand import brand_name
from app.kit.forms import sent_back
from app.kit.pressing import press
from app.kit.saving import Answer
from app.kit.texts import Text
from app.macros import actions
from app.macros.forms import MacroForm
from app.macros.models import Macro
from app.macros.permissions import can_change_macro
from app.macros.placeholders import MEANINGS, Placeholder, filled
from app.macros.queries import SAMPLE, macros_for, uses_of, visible_macro

blueprint = Blueprint("macros", __name__)
blueprints = (blueprint,)


@blueprint.get("/workspace/macros")
@agent
def index() -> str:
    found = macros_for(myself(), retired=True)
    return render_template(
        "macros/index.html",
        team=[one for one in found if one.owner_id is None],
        own=[one for one in found if one.owner_id is not None],
        active="workspace",
    )


@blueprint.route("/workspace/macros/new", methods=["GET", "POST"])
@agent
def new() -> Answer:
    form = MacroForm()
    if not me().has(Role.LEAD):
        del form.team
    return _written(form, None)


@blueprint.route("/workspace/macros/<int:macro_id>", methods=["GET", "POST"])
@agent
def one(macro_id: int) -> Answer:
    macro = visible_macro(myself(), macro_id)
    last = macro.versions[-1]
    form = MacroForm(data={"name": macro.name, "language": macro.language, "body": last.body, "seen": str(last.number)})
    del form.team
    return _written(form, macro)


def _written(form: MacroForm, macro: Macro | None) -> Answer:
    if form.submitted():
        if "look" in request.form:
            return _page(form, macro, looked=True)
        fine, _nothing = form.attempt(lambda: _save(form, macro))
        if fine:
            flash(_("Saved."), "success")
            return redirect(url_for("macros.index"))
    return sent_back(_page(form, macro)) if request.method == "POST" else _page(form, macro)


def _save(form: MacroForm, macro: Macro | None) -> None:
    given = {"name": form.name.data or "", "body": form.body.data or "", "language": form.language.data or ""}
    if macro is None:
        actions.write_macro(myself(), **given, team="team" in form and bool(form.team.data))
    else:
        actions.change_macro(myself(), macro, **given, seen=int(form.seen.data or 0))


def _page(form: MacroForm, macro: Macro | None, *, looked: bool = False) -> str:
    may = can_change_macro(me(), macro) if macro else None
    sample = {**SAMPLE, Placeholder.BRAND: brand_name()}
    shown: dict[str, Any] = {"uses": uses_of(macro), "versions": macro.versions[::-1]} if macro else {}
    return render_template(
        "macros/one.html",
        form=form,
        macro=macro,
        blocked=Text(may.reason, **may.params) if may is not None and not may else None,
        preview=filled(form.body.data or "", sample) if looked or macro else "",
        names=[(f"{{{name.value}}}", Text(meaning)) for name, meaning in MEANINGS.items()],
        active="workspace",
        **shown,
    )


@blueprint.route("/workspace/macros/<int:macro_id>/retirement", methods=["GET", "POST"])
@agent
def retirement(macro_id: int) -> Answer:
    macro = visible_macro(myself(), macro_id)
    return press(
        lambda: actions.retire_macro(myself(), macro),
        title=_("Retire %(name)s?", name=macro.name),
        sentence=_("It is offered no more. Where it was used stays on record."),
        yes=_("Retire"),
        back=url_for("macros.index"),
        said=_("Retired."),
        may=can_change_macro(me(), macro),
    )


@blueprint.route("/workspace/macros/<int:macro_id>/return", methods=["GET", "POST"])
@agent
def bring_back(macro_id: int) -> Answer:
    macro = visible_macro(myself(), macro_id)
    return press(
        lambda: actions.bring_back_macro(myself(), macro),
        title=_("Offer %(name)s again?", name=macro.name),
        yes=_("Offer it again"),
        back=url_for("macros.index"),
        said=_("It is offered again."),
        may=can_change_macro(me(), macro),
    )
