"""The brand: its name and line, its colour, its logo, and whether the community is open."""

import re

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import LISTS, SITE, touch
from app.catalogue.brand import forget_brand
from app.catalogue.events import CatalogueEvent
from app.catalogue.models import Brand
from app.catalogue.naming import at_most, needed
from app.catalogue.permissions import can_change_brand
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.tokens import digest
from app.kit.verdicts import require

NAME_MAX, LINE_MAX = 60, 160
COLOUR = re.compile(r"#[0-9a-f]{6}", re.ASCII)
LOGO_TYPES = {"image/png", "image/jpeg", "image/webp"}


def brand_row() -> Brand:
    """The one row, made if the database is new."""
    row = db.session.get(Brand, 1)
    if row is None:
        row = Brand(id=1, name="Acme")
        db.session.add(row)
        db.session.flush()
    return row


def change_brand(actor: User, *, name: str, line: str, colour: str) -> None:
    """From now on every label, page and mail says the new name."""
    require(can_change_brand(actor))
    name, line = needed(name, NAME_MAX, "name"), at_most(line, LINE_MAX, "line")
    colour = colour.strip().lower()
    if not COLOUR.fullmatch(colour):
        raise Invalid(N_("A colour is written like #1d4ed8."), field="colour")
    if any(character in name for character in "\r\n<>"):
        raise Invalid(N_("A name has no line breaks and no angle brackets."), field="name")
    row = brand_row()
    row.name, row.line, row.colour = name, line, colour
    _changed(actor, row, "facts")


def set_logo(actor: User, *, image: bytes, image_type: str) -> None:
    """The image as it was made anew by `images.remaking`, never as it was sent."""
    require(can_change_brand(actor))
    if image_type not in LOGO_TYPES:
        raise Invalid(N_("A logo is a PNG, JPEG or WebP image."), field="logo")
    row = brand_row()
    row.logo, row.logo_type, row.logo_digest = image, image_type, digest(image.hex())[:20]
    _changed(actor, row, "logo")


def remove_logo(actor: User) -> None:
    require(can_change_brand(actor))
    row = brand_row()
    if row.logo_type is None:
        raise IllegalMove(N_("There is no logo."))
    row.logo = row.logo_type = row.logo_digest = None
    _changed(actor, row, "logo")


def open_community(actor: User) -> None:
    """The private trial is over: said once, and counted from."""
    require(can_change_brand(actor))
    row = brand_row()
    if row.opened_at is not None:
        raise IllegalMove(N_("The community is open already."))
    row.opened_at = now()
    touch(db.session(), SITE, LISTS)
    record(actor, CatalogueEvent.OPENED, row)


def _changed(actor: User, row: Brand, what: str) -> None:
    record(actor, CatalogueEvent.BRAND_CHANGED, row, what=what)
    forget_brand()
    touch(db.session(), SITE, LISTS)
