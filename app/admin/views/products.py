"""Products with their versions and lots."""

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import myself, people
from app.admin.forms import LotsForm, ProductForm, VersionForm
from app.admin.views import blueprint
from app.catalogue.actions import products as actions
from app.catalogue.choices import all_products, lots_of, product_by_id
from app.catalogue.models import Product
from app.kit.errors import Unseen
from app.kit.pressing import Answer as Pressed
from app.kit.pressing import press
from app.kit.saving import Answer, save


def _product(product_id: int) -> Product:
    found = product_by_id(product_id)
    if found is None:
        raise Unseen
    return found


def _written(form: ProductForm) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "slug": form.slug.data or "",
        "about": form.about.data or "",
        "place": form.place.data,
    }


def _facts(product: Product) -> dict[str, object]:
    return {"name": product.name, "slug": product.slug, "about": product.about, "place": product.place}


def _page(
    product: Product, form: ProductForm | None = None, version: VersionForm | None = None, lots: LotsForm | None = None
) -> str:
    return render_template(
        "admin/product.html",
        product=product,
        form=form or ProductForm(formdata=None, data=_facts(product)),
        version=version or VersionForm(formdata=None),
        lots=lots or LotsForm(formdata=None),
        known_lots=lots_of(product),
        active="admin",
    )


@blueprint.get("/admin/products")
@people
def products() -> str:
    return render_template("admin/products.html", products=all_products(), active="admin")


@blueprint.route("/admin/products/new", methods=["GET", "POST"])
@people
def new_product() -> Answer:
    form = ProductForm(data={"place": len(all_products()) + 1})
    return save(
        form,
        lambda: actions.add_product(myself(), **_written(form)),
        page=lambda: render_template("admin/new_product.html", form=form, active="admin"),
        said=_("The product is there. Open it to add its versions."),
        back=url_for("admin.products"),
    )


@blueprint.route("/admin/products/<int:product_id>", methods=["GET", "POST"])
@people
def product(product_id: int) -> Answer:
    found = _product(product_id)
    form = ProductForm(data=_facts(found))
    return save(
        form,
        lambda: actions.change_product(myself(), found, **_written(form)),
        page=lambda: _page(found, form=form),
        said=_("Saved."),
        back=url_for("admin.product", product_id=found.id),
    )


@blueprint.post("/admin/products/<int:product_id>/versions")
@people
def versions(product_id: int) -> Answer:
    found = _product(product_id)
    form = VersionForm()
    return save(
        form,
        lambda: actions.release_version(myself(), found, name=form.name.data),
        page=lambda: _page(found, version=form),
        said=_("Released. What was confirmed for older versions is looked at again."),
        back=url_for("admin.product", product_id=found.id),
    )


@blueprint.post("/admin/products/<int:product_id>/lots")
@people
def lots(product_id: int) -> Answer:
    found = _product(product_id)
    form = LotsForm()
    return save(
        form,
        lambda: actions.add_lots(myself(), found, names=form.names.data),
        page=lambda: _page(found, lots=form),
        said=_("The lots are known now."),
        back=url_for("admin.product", product_id=found.id),
    )


@blueprint.route("/admin/products/<int:product_id>/retirement", methods=["GET", "POST"])
@people
def product_retirement(product_id: int) -> Pressed:
    found = _product(product_id)
    return press(
        lambda: actions.retire_product(myself(), found),
        title=_("Retire %(name)s?", name=found.name),
        sentence=_("It is no longer offered when somebody asks. What was asked about it stays."),
        yes=_("Retire"),
        back=url_for("admin.products"),
        said=_("Retired."),
    )


@blueprint.route("/admin/products/<int:product_id>/return", methods=["GET", "POST"])
@people
def product_return(product_id: int) -> Pressed:
    found = _product(product_id)
    return press(
        lambda: actions.bring_back_product(myself(), found),
        title=_("Offer %(name)s again?", name=found.name),
        yes=_("Offer again"),
        back=url_for("admin.products"),
        said=_("It is offered again."),
    )
