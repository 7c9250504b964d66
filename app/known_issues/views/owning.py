"""What one has: said on one's own settings, for nobody else to see, to be told of known issues before asking."""

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import member, myself
from app.accounts.settings_tabs import add_tab, tabs
from app.catalogue.choices import offered_products
from app.kit.errors import Unseen
from app.kit.pressing import Answer, press
from app.kit.saving import save
from app.kit.texts import N_
from app.known_issues.actions.owning import no_longer_has, say_one_has
from app.known_issues.forms import OwnedForm
from app.known_issues.owners import owned_by
from app.known_issues.views import blueprint

add_tab("known_issues.owned", N_("My products"), wanted=lambda: True)


@blueprint.route("/settings/products", methods=["GET", "POST"])
@member
def owned() -> Answer:
    form = OwnedForm().offer(offered_products(with_versions=True))

    def add() -> None:
        product, version = form.chosen
        say_one_has(myself(), product=product, version=version, lot=form.lot.data or "")

    return save(
        form,
        add,
        page=lambda: render_template(
            "known_issues/owned.html",
            form=form,
            owned=owned_by(myself()),
            tabs=tabs("known_issues.owned"),
            noindex=True,
        ),
        said=_("Kept. You hear of known issues with it before you have to ask."),
        back=url_for("known_issues.owned"),
    )


@blueprint.route("/settings/products/<int:owned_id>/removal", methods=["GET", "POST"])
@member
def remove_owned(owned_id: int) -> Answer:
    if owned_id not in {row.id for row in owned_by(myself())}:
        raise Unseen
    return press(
        lambda: no_longer_has(myself(), owned_id),
        title=_("Remove this product from yours?"),
        yes=_("Remove"),
        back=url_for("known_issues.owned"),
        said=_("Removed."),
    )
