"""The banner of an incident: as text, on the pages it concerns, for as long as it lasts."""

from flask import g, request
from flask_babel import format_datetime
from flask_babel import gettext as _

from app.catalogue.brand import brand_name
from app.kit.texts import Text
from app.known_issues.banners import Incident, incidents_here
from app.known_issues.states import STATE_NAMES, Mode

MINUTE = "d MMM, HH:mm"
HOME = "site.home"


def incident_banners() -> list[dict[str, str]]:
    here: int | None = g.get("about_product")
    found = incidents_here(here, at_home=request.endpoint == HOME)
    return [_banner(one) for one in found]


def _banner(one: Incident) -> dict[str, str]:
    said = _("%(brand)s’s official statement on %(product)s:", brand=brand_name(), product=one.product)
    return {
        "tone": "warning",
        "title": f"{said} {one.title}.",
        "text": " ".join([f"{Text(STATE_NAMES[one.state])}.", _next(one), _mode(one)]).strip(),
        "url": one.url,
        "link": _("What we know"),
    }


def _next(one: Incident) -> str:
    if one.next_update_at is None:
        return ""
    at = format_datetime(one.next_update_at, MINUTE)
    if one.missed_at is not None:
        return _("We missed the time of the next word. New time: %(time)s.", time=at)
    return _("Next word by %(time)s.", time=at)


def _mode(one: Incident) -> str:
    if one.mode is Mode.NORMAL or one.mode_until is None:
        return ""
    until = format_datetime(one.mode_until, MINUTE)
    if one.mode is Mode.HOLD:
        return _("Until %(time)s staff look at new posts about it before they are published.", time=until)
    return _(
        "Until %(time)s each person can write about it once in %(minutes)s minutes.",
        time=until,
        minutes=one.slow_minutes,
    )
