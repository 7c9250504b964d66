"""House rules: added and retired, never reworded, since decisions name them."""

from flask import render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.gates import administrator, myself
from app.admin.forms import RuleForm
from app.admin.views import blueprint
from app.decisions.actions.rules import add_rule, retire_rule
from app.decisions.models import HouseRule
from app.decisions.queries import rule_by_id
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.pressing import Answer as Pressed
from app.kit.pressing import press
from app.kit.saving import Answer, save


def _all_rules() -> list[HouseRule]:
    """Those in force by number, then the retired ones."""
    query = select(HouseRule).order_by(HouseRule.retired_at.is_not(None), HouseRule.number, HouseRule.id)
    return list(db.session.scalars(query))


def _next_number() -> int:
    return (db.session.scalar(select(func.max(HouseRule.number))) or 0) + 1


@blueprint.get("/admin/rules")
@administrator
def rules() -> str:
    return render_template("admin/rules.html", rules=_all_rules(), active="admin")


@blueprint.route("/admin/rules/new", methods=["GET", "POST"])
@administrator
def new_rule() -> Answer:
    form = RuleForm(data={"number": _next_number()})
    return save(
        form,
        lambda: add_rule(
            myself(),
            number=form.number.data,
            title=form.title.data,
            text=form.text.data or "",
            title_it=form.title_it.data or "",
            text_it=form.text_it.data or "",
        ),
        page=lambda: render_template("admin/new_rule.html", form=form, active="admin"),
        said=_("The rule is in force."),
        back=url_for("admin.rules"),
    )


@blueprint.route("/admin/rules/<int:rule_id>/retirement", methods=["GET", "POST"])
@administrator
def rule_retirement(rule_id: int) -> Pressed:
    rule = rule_by_id(rule_id)
    if rule is None:
        raise Unseen
    return press(
        lambda: retire_rule(myself(), rule),
        title=_("Retire rule %(number)s?", number=rule.number),
        sentence=_("It is no longer in force. Decisions of the past go on naming it, and its number stays taken."),
        yes=_("Retire"),
        back=url_for("admin.rules"),
        said=_("Retired."),
    )
