"""Open your community: what is to be done before customers come, each item read from what is there."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from app.accounts.actions.granting import administrators
from app.accounts.models import Expertise, RoleGrant, User
from app.accounts.roles import ROLE_NAMES, PostingRole, Role
from app.activity.models import Event
from app.admin.events import AdminEvent
from app.cases.events import CaseEvent
from app.catalogue.choices import offered_products, open_categories
from app.catalogue.events import CatalogueEvent
from app.catalogue.models import Brand, PageKey
from app.catalogue.pages import written_pages
from app.decisions.queries import rules_in_force
from app.extensions import db
from app.kit.clock import now
from app.kit.texts import Text

DESK = (Role.AGENT, Role.LEAD, Role.MODERATOR)


@dataclass(frozen=True)
class Item:
    text: str
    done: bool
    url: str
    note: str = ""


def items() -> list[Item]:
    """In the order in which one goes down it."""
    happened = _happened()
    return [
        Item(_("Name, colour and logo of the brand"), CatalogueEvent.BRAND_CHANGED in happened, url_for("admin.brand")),
        _rules(),
        _texts(),
        Item(
            _("Business hours"),
            CaseEvent.HOURS_CHANGED in happened,
            url_for("cases.hours"),
            _("Promises of a reply are counted by these."),
        ),
        _catalogue(),
        _staff(),
        _second_administrator(),
        _experts(),
        Item(
            _("A test mail"),
            AdminEvent.TEST_MAIL_SENT in happened,
            url_for("admin.test_mail"),
            _("Without mails nobody can confirm an address."),
        ),
        _opening(),
    ]


def _happened() -> set[str]:
    """Which of the things that happen once at least have happened."""
    wanted = [CatalogueEvent.BRAND_CHANGED, CaseEvent.HOURS_CHANGED, AdminEvent.TEST_MAIL_SENT]
    query = select(Event.kind).where(Event.kind.in_([kind.value for kind in wanted])).distinct()
    return set(db.session.scalars(query))


def _rules() -> Item:
    rules = rules_in_force()
    missing = sum(1 for rule in rules if not rule.title_it)
    note = ngettext("%(num)s rule in force.", "%(num)s rules in force.", len(rules))
    if missing:
        note += " " + ngettext("%(num)s has no Italian text yet.", "%(num)s have no Italian text yet.", missing)
    return Item(_("House rules, by number"), bool(rules), url_for("admin.rules"), note)


def _texts() -> Item:
    written = {key for key, _language in written_pages()}
    missing = [key for key in PageKey if key not in written]
    names = {PageKey.TERMS: _("terms"), PageKey.PRIVACY: _("privacy")}
    note = _("Still the text that came with the software: %(which)s.", which=", ".join(names[key] for key in missing))
    url = url_for("admin.page", key=(missing or list(PageKey))[0])
    return Item(
        _("Terms and privacy, checked by somebody who knows the law"), not missing, url, note if missing else ""
    )


def _catalogue() -> Item:
    categories, products = len(open_categories()), len(offered_products())
    note = ngettext("%(num)s open category,", "%(num)s open categories,", categories)
    note += " " + ngettext("%(num)s product.", "%(num)s products.", products)
    url = url_for("admin.products") if categories else url_for("admin.categories")
    return Item(_("Categories and products"), bool(categories and products), url, note)


def _staff() -> Item:
    query = select(RoleGrant.role, func.count()).join(RoleGrant.user).where(User.closed_at.is_(None))
    held = dict(db.session.execute(query.group_by(RoleGrant.role)).all())
    missing = [str(Text(ROLE_NAMES[PostingRole(role.value)])) for role in DESK if not held.get(role)]
    note = _("Nobody yet as: %(roles)s.", roles=", ".join(missing)) if missing else ""
    return Item(_("An agent, a team lead and a moderator"), not missing, url_for("admin.invitations"), note)


def _second_administrator() -> Item:
    note = _("Some things take two administrators, and one may be ill.")
    return Item(_("A second administrator"), administrators() > 1, url_for("admin.users"), note)


def _experts() -> Item:
    number = db.session.scalar(select(func.count(Expertise.user_id.distinct())).where(Expertise.until > now())) or 0
    note = ngettext("%(num)s expert now.", "%(num)s experts now.", number)
    return Item(_("Founding experts, appointed for ninety days"), number > 0, url_for("admin.users"), note)


def _opening() -> Item:
    opened = db.session.scalar(select(Brand.opened_at)) is not None
    note = "" if opened else _("When the rest is done. From this day on, the numbers count.")
    return Item(_("Open the community"), opened, url_for("admin.opening"), note)
