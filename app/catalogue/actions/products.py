"""Products, the versions released of them, and their production lots."""

from sqlalchemy import func, select

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.catalogue.events import CatalogueEvent
from app.catalogue.models import Lot, Product, ProductVersion
from app.catalogue.naming import at_most, clean_slug, needed
from app.catalogue.permissions import can_change_catalogue
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.search.marking import ask_for_rebuild

NAME_MAX, ABOUT_MAX, PART_MAX, PLACE_MAX = 80, 200, 60, 9999
LOTS_AT_ONCE = 100


def add_product(actor: User, *, name: str, slug: str = "", about: str = "", place: int = 0) -> Product:
    require(can_change_catalogue(actor))
    product = Product()
    _write(product, name=name, slug=slug, about=about, place=place)
    db.session.add(product)
    _changed(actor, product, "added")
    return product


def change_product(actor: User, product: Product, *, name: str, slug: str, about: str, place: int) -> None:
    """A new short name asks for a new search index, which knows products by it."""
    require(can_change_catalogue(actor))
    before = product.slug
    _write(product, name=name, slug=slug, about=about, place=place)
    if product.slug != before:
        ask_for_rebuild()
    _changed(actor, product, "changed")


def retire_product(actor: User, product: Product) -> None:
    """No longer offered when asking; what was asked about it stays."""
    require(can_change_catalogue(actor))
    if product.retired_at is not None:
        raise IllegalMove(N_("This product is retired already."))
    product.retired_at = now()
    _changed(actor, product, "retired")


def bring_back_product(actor: User, product: Product) -> None:
    require(can_change_catalogue(actor))
    if product.retired_at is None:
        raise IllegalMove(N_("This product is offered."))
    product.retired_at = None
    _changed(actor, product, "brought_back")


def release_version(actor: User, product: Product, *, name: str) -> ProductVersion:
    """A new version is out: what was confirmed for older ones is looked at again because of it."""
    require(can_change_catalogue(actor))
    name = needed(name, PART_MAX, "name")
    named = select(ProductVersion.id).where(
        ProductVersion.product_id == product.id, func.lower(ProductVersion.name) == name.lower()
    )
    if db.session.scalar(named):
        raise Invalid(N_("There is a version of this name already."), field="name")
    last = db.session.scalar(select(func.max(ProductVersion.place)).where(ProductVersion.product_id == product.id)) or 0
    version = ProductVersion(product_id=product.id, name=name, place=last + 1)
    db.session.add(version)
    db.session.flush()
    record(actor, CatalogueEvent.VERSION_RELEASED, version, product_id=product.id, version_id=version.id)
    touch(db.session(), SITE)
    return version


def add_lots(actor: User, product: Product, *, names: str) -> int:
    """Lots as written, separated by commas, spaces or lines; how many were new."""
    require(can_change_catalogue(actor))
    wanted = list(dict.fromkeys(names.replace(",", " ").split()))
    if not wanted:
        raise Invalid(N_("Write at least one lot."), field="names")
    if len(wanted) > LOTS_AT_ONCE:
        raise Invalid(N_("At most %(max)s lots at once."), field="names", max=LOTS_AT_ONCE)
    if any(len(name) > PART_MAX for name in wanted):
        raise Invalid(N_("At most %(max)s characters."), field="names", max=PART_MAX)
    known = set(db.session.scalars(select(Lot.name).where(Lot.product_id == product.id)))
    new = [Lot(product_id=product.id, name=name) for name in wanted if name not in known]
    if not new:
        raise Invalid(N_("These lots are known already."), field="names")
    db.session.add_all(new)
    record(actor, CatalogueEvent.LOT_ADDED, product, count=len(new))
    return len(new)


def _write(product: Product, *, name: str, slug: str, about: str, place: int) -> None:
    name, about = needed(name, NAME_MAX, "name"), at_most(about, ABOUT_MAX, "about")
    slug = clean_slug(slug, name=name)
    if not 0 <= place <= PLACE_MAX:
        raise Invalid(N_("A place is a number from 0 to %(max)s."), field="place", max=PLACE_MAX)
    with db.session.no_autoflush:
        taken = select(Product.id).where(Product.slug == slug, Product.id != (product.id or 0))
        if db.session.scalar(taken):
            raise Invalid(N_("Another product has this short name."), field="slug")
    product.name, product.slug, product.about, product.place = name, slug, about, place


def _changed(actor: User, product: Product, what: str) -> None:
    record(actor, CatalogueEvent.PRODUCT_CHANGED, product, what=what)
    touch(db.session(), SITE)
