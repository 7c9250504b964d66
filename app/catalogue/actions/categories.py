"""Categories: made, changed, closed to new questions and opened again. Never deleted: questions stand in them."""

from sqlalchemy import func, select

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.catalogue.events import CatalogueEvent
from app.catalogue.models import Category
from app.catalogue.naming import at_most, clean_slug, needed
from app.catalogue.permissions import can_change_catalogue
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.search.marking import ask_for_rebuild

NAME_MAX, ABOUT_MAX, PLACE_MAX = 60, 200, 9999
WINDOW_LEAST, WINDOW_MOST = 30, 1440
"""Minutes: below half an hour nobody can answer; after a day the community hardly ever does."""


def add_category(
    actor: User, *, name: str, slug: str = "", about: str = "", place: int = 0, window_minutes: int = 480
) -> Category:
    require(can_change_catalogue(actor))
    category = Category()
    _write(category, name=name, slug=slug, about=about, place=place, window_minutes=window_minutes)
    db.session.add(category)
    _changed(actor, category, "added")
    return category


def change_category(
    actor: User, category: Category, *, name: str, slug: str, about: str, place: int, window_minutes: int
) -> None:
    """A new peer window holds for questions asked from now on; a new short name asks for a new search index."""
    require(can_change_catalogue(actor))
    before = category.slug
    _write(category, name=name, slug=slug, about=about, place=place, window_minutes=window_minutes)
    if category.slug != before:
        ask_for_rebuild()
    _changed(actor, category, "changed")


def close_category(actor: User, category: Category) -> None:
    """No new questions; what was asked stays where it is."""
    require(can_change_catalogue(actor))
    if category.closed_at is not None:
        raise IllegalMove(N_("This category is closed already."))
    others = select(func.count()).where(Category.closed_at.is_(None), Category.id != category.id)
    if not db.session.scalar(others.select_from(Category)):
        raise IllegalMove(N_("This is the last open category: without it nobody could ask."))
    category.closed_at = now()
    _changed(actor, category, "closed")


def reopen_category(actor: User, category: Category) -> None:
    require(can_change_catalogue(actor))
    if category.closed_at is None:
        raise IllegalMove(N_("This category is open."))
    category.closed_at = None
    _changed(actor, category, "reopened")


def _write(category: Category, *, name: str, slug: str, about: str, place: int, window_minutes: int) -> None:
    name, about = needed(name, NAME_MAX, "name"), at_most(about, ABOUT_MAX, "about")
    slug = clean_slug(slug, name=name)
    if not 0 <= place <= PLACE_MAX:
        raise Invalid(N_("A place is a number from 0 to %(max)s."), field="place", max=PLACE_MAX)
    if not WINDOW_LEAST <= window_minutes <= WINDOW_MOST:
        raise Invalid(N_("From half an hour to 24 hours."), field="window")
    with db.session.no_autoflush:
        taken = select(Category.id).where(Category.slug == slug, Category.id != (category.id or 0))
        if db.session.scalar(taken):
            raise Invalid(N_("Another category has this short name."), field="slug")
    category.name, category.slug, category.about = name, slug, about
    category.place, category.window_minutes = place, window_minutes


def _changed(actor: User, category: Category, what: str) -> None:
    record(actor, CatalogueEvent.CATEGORY_CHANGED, category, what=what)
    touch(db.session(), SITE)
