"""A member says what they have, and takes that back."""

from sqlalchemy import func, select

from app.accounts.models import User
from app.activity.log import record
from app.catalogue.models import Product, ProductVersion
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid, Unseen
from app.kit.texts import N_
from app.kit.verdicts import require
from app.known_issues.events import IssueEvent
from app.known_issues.owned_models import LOT_MAX, OwnedProduct
from app.questions.permissions import may_take_part

OWNED_MAX = 50


def say_one_has(
    actor: User, *, product: Product | None, version: ProductVersion | None = None, lot: str = ""
) -> OwnedProduct:
    """The same twice is once. Nothing of it enters the log but that something was said."""
    require(may_take_part(actor))
    if product is None:
        raise Invalid(N_("Choose a product."), field="product")
    if version is not None and version.product_id != product.id:
        raise Invalid(N_("This version belongs to another product."), field="product")
    lot = lot.strip()
    if len(lot) > LOT_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="lot", max=LOT_MAX)
    own = select(OwnedProduct).where(OwnedProduct.user_id == actor.id)
    version_id = version.id if version is not None else None
    of_version = OwnedProduct.version_id == version_id if version_id else OwnedProduct.version_id.is_(None)
    known = db.session.scalar(own.where(OwnedProduct.product_id == product.id, of_version, OwnedProduct.lot == lot))
    if known is not None:
        return known
    if (db.session.scalar(select(func.count()).select_from(own.subquery())) or 0) >= OWNED_MAX:
        raise Invalid(N_("At most %(max)s products. Remove one first."), field="product", max=OWNED_MAX)
    row = OwnedProduct(user_id=actor.id, product_id=product.id, version_id=version_id, lot=lot, at=now())
    db.session.add(row)
    record(actor, IssueEvent.OWNED_ADDED, row, lists=False)
    return row


def no_longer_has(actor: User, owned_id: int) -> None:
    row = db.session.get(OwnedProduct, owned_id)
    if row is None or row.user_id != actor.id:
        raise Unseen
    record(actor, IssueEvent.OWNED_REMOVED, row, lists=False)
    db.session.delete(row)
