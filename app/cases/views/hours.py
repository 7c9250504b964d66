"""Business hours: when the desk is open, with a preview of the next fourteen days before anything is promised by them."""

from datetime import date
from functools import cache

from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, myself, people
from app.accounts.roles import Role
from app.cases.actions.hours import change_hours
from app.cases.forms import HoursForm
from app.cases.hours import BusinessHours, format_day, format_week, fourteen_days, parse_day, parse_week
from app.cases.hours.public_holidays import known_countries
from app.cases.queries import hours_now
from app.cases.views import blueprint
from app.kit.clock import now
from app.kit.errors import Invalid, Unseen
from app.kit.forms import sent_back
from app.kit.texts import N_


@cache
def countries() -> list[tuple[str, str]]:
    return [("", "–"), *((code, code) for code in known_countries())]


def read_exceptions(text: str) -> tuple[tuple[date, tuple[tuple[int, int], ...]], ...]:
    """Lines such as "2026-12-24 9:00-13:00" or "2026-12-31 closed"."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        day, _space, hours = line.strip().partition(" ")
        try:
            when = date.fromisoformat(day)
        except ValueError:
            raise Invalid(
                N_('"%(line)s" does not begin with a date such as 2026-12-24.'), field="exceptions", line=line[:60]
            ) from None
        closed = hours.strip().lower() in ("", "closed", "chiuso")
        found.append((when, () if closed else parse_day(hours.strip())))
    return tuple(found)


def hours_of(form: HoursForm) -> BusinessHours:
    return BusinessHours(
        zone=form.zone.data,
        week=parse_week(form.week.data),
        country=form.country.data,
        region=form.region.data or "",
        exceptions=read_exceptions(form.exceptions.data or ""),
        version=hours_now().version + 1,
    )


def _fill(form: HoursForm, hours: BusinessHours) -> None:
    form.zone.data, form.week.data = hours.zone, format_week(hours.week)
    form.country.data, form.region.data = hours.country, hours.region
    form.exceptions.data = "\n".join(f"{day} {format_day(times) or 'closed'}" for day, times in hours.exceptions)


@blueprint.route("/admin/hours", methods=["GET", "POST"])
@people
def hours() -> str | Response | tuple[str, int]:
    if not me().has(Role.LEAD, Role.ADMINISTRATOR):
        raise Unseen
    form = HoursForm()
    form.country.choices = countries()
    shown = hours_now()
    if form.submitted():
        fine, wanted = form.attempt(lambda: hours_of(form))
        if fine and "save" in request.form:
            change_hours(myself(), hours=wanted)
            flash(_("Saved. Every promise from now on counts by these hours."), "success")
            return redirect(url_for("cases.hours"))
        if fine:
            return _page(form, wanted, checked=True)
    elif request.method == "GET":
        _fill(form, shown)
    page = _page(form, shown)
    return sent_back(page) if request.method == "POST" else page


def _page(form: HoursForm, hours: BusinessHours, *, checked: bool = False) -> str:
    locale = get_locale()
    days = fourteen_days(hours, now().astimezone(hours.tz).date(), language=locale.language if locale else "en")
    return render_template("cases/hours.html", form=form, days=days, format_day=format_day, checked=checked)
