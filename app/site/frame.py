"""The values that the frame of every page reads: brand, navigation by role, language, colours."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import current_app, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.gates import me
from app.accounts.models import User
from app.accounts.roles import Role
from app.catalogue.brand import brand
from app.notifications.queries import standing_of
from app.site import assets
from app.site.incidents import incident_banners

Entries = tuple[dict[str, str], ...]
THEMES = ("light", "dark")
THEME_COOKIE, KEYS_COOKIE = "theme", "keys"


@dataclass(frozen=True)
class Links:
    """What of the frame is the same for everybody who reads a language and may do the same."""

    nav: Entries
    own: Entries
    footer: tuple[tuple[str, str], ...]


@lru_cache(maxsize=64)
def _links(language: str, roles: frozenset[Role]) -> Links:
    """`language` is the reader's, in which the texts come out."""
    nav = [
        {"text": _("Questions"), "url": url_for("questions.index"), "key": "questions"},
        {"text": _("Articles"), "url": url_for("knowledge.index"), "key": "articles"},
    ]
    if roles & {Role.AGENT, Role.LEAD}:
        nav.append({"text": _("Workspace"), "url": url_for("cases.workspace"), "key": "workspace"})
    if roles & {Role.MODERATOR, Role.ADMINISTRATOR, Role.LEAD}:
        nav.append({"text": _("Moderation"), "url": url_for("moderation.inbox"), "key": "moderation"})
    if roles & {Role.ADMINISTRATOR, Role.LEAD, Role.MODERATOR}:
        nav.append({"text": _("Administration"), "url": url_for("admin.index"), "key": "admin"})
    own = [
        {"text": _("Notifications"), "url": url_for("notifications.index")},
        {"text": _("My questions"), "url": url_for("questions.index", mine=1)},
        {"text": _("My cases"), "url": url_for("cases.mine")},
        {"text": _("Profile"), "url": ""},
        {"text": _("Settings"), "url": url_for("accounts.settings")},
    ]
    footer = (
        (_("Known issues"), url_for("known_issues.index")),
        (_("House rules"), url_for("site.rules")),
        (_("How answers are labelled"), url_for("site.labels")),
        (_("Privacy"), url_for("site.privacy")),
        (_("Terms"), url_for("site.terms")),
    )
    return Links(tuple(nav), tuple(own), footer)


def _account(own: Entries, unread: int) -> dict[str, Any] | None:
    if current_user.is_guest:
        return None
    profile = url_for("accounts.profile", user_id=current_user.id)
    items = [{**item, "url": item["url"] or profile} for item in own]
    return {"name": current_user.display_name, "url": profile, "unread": unread, "items": items}


def _banners(mail_is_paused: bool) -> list[dict[str, str]]:
    """What the reader has to know wherever they are: incidents first."""
    if not mail_is_paused:
        return incident_banners()
    return [
        *incident_banners(),
        {
            "tone": "warning",
            "title": _("Mails to you are paused."),
            "text": _("One came back for good."),
            "url": url_for("notifications.settings"),
            "link": _("Look at your address"),
        },
    ]


def canonical() -> str | None:
    """The one address of a page, whatever was added to it; lists and long threads say theirs themselves."""
    if request.method not in ("GET", "HEAD") or request.url_rule is None:
        return None
    return str(current_app.config["BASE_URL"]) + quote(request.path)


def theme() -> str | None:
    chosen = (None if current_user.is_guest else current_user.theme) or request.cookies.get(THEME_COOKIE)
    return chosen if chosen in THEMES else None


def keys_off() -> bool:
    """Whether one-letter keys are switched off in this browser."""
    return request.cookies.get(KEYS_COOKIE) == "off"


def values() -> dict[str, Any]:
    # First: after a refusal has rolled back, the roles are what a person is loaded anew with.
    roles = current_user.roles
    roles = frozenset() if current_user.is_suspended else roles
    language = get_locale().language
    links, facts = _links(language, roles), brand()
    reader = me()
    unread, paused = standing_of(reader) if isinstance(reader, User) else (0, False)
    return {
        "locale": language,
        "theme": theme(),
        "keys_off": keys_off(),
        "brand_name": facts.name,
        "brand_logo": url_for("site.logo", v=facts.logo_digest) if facts.logo_digest else None,
        "brand_version": facts.colour.lstrip("#"),
        "asset_version": assets.version(),
        "canonical": canonical(),
        "nav": links.nav,
        "account": _account(links.own, unread),
        "banners": _banners(paused),
        "search_url": url_for("search.index"),
        "ask_url": url_for("questions.ask"),
        "sign_in_url": url_for("accounts.sign_in", next=request.path if request.method == "GET" else None),
        "sign_out_url": url_for("accounts.sign_out"),
        "footer_links": links.footer,
    }
