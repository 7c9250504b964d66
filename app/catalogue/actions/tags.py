"""Tags: topics that questions carry, experts know and readers follow."""

from sqlalchemy import select

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.catalogue.events import CatalogueEvent
from app.catalogue.models import Tag
from app.catalogue.naming import at_most, clean_slug
from app.catalogue.permissions import can_change_catalogue
from app.extensions import db
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

ABOUT_MAX = 200


def add_tag(actor: User, *, slug: str, about: str = "") -> Tag:
    require(can_change_catalogue(actor))
    tag = Tag(slug=clean_slug(slug), about=at_most(about, ABOUT_MAX, "about"))
    if db.session.scalar(select(Tag.id).where(Tag.slug == tag.slug)):
        raise Invalid(N_("There is such a tag already."), field="slug")
    db.session.add(tag)
    _changed(actor, tag, "added")
    return tag


def change_tag(actor: User, tag: Tag, *, about: str) -> None:
    """What it is about. Its name stays: addresses and subscriptions hold it."""
    require(can_change_catalogue(actor))
    tag.about = at_most(about, ABOUT_MAX, "about")
    _changed(actor, tag, "changed")


def _changed(actor: User, tag: Tag, what: str) -> None:
    record(actor, CatalogueEvent.TAG_CHANGED, tag, what=what)
    touch(db.session(), SITE)
