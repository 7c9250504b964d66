"""Business hours: when the desk is open, with a preview of the next fourteen days before anything is promised by them."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from babel import Locale
from flask import render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import myself, people
from app.cases.actions.hours import change_hours
from app.cases.clocks.forms import HoursForm
from app.cases.clocks.history import versions_of_hours
from app.cases.clocks.queries import policy_now
from app.cases.clocks.reach import check_reach, times_now
from app.cases.hours import (
    Because,
    BusinessHours,
    PreviewedDay,
    UnusableHours,
    format_day,
    format_week,
    fourteen_days,
    parse_day,
    parse_week,
)
from app.cases.hours.public_holidays import known_countries, known_regions
from app.cases.queries import hours_now
from app.cases.views import blueprint
from app.cases.views.versions import check_then_save, only_for_who_sets_the_desk, rows_of
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_

NO_DATE = N_('"%(line)s" does not begin with a date such as 2026-12-24.')


@lru_cache(maxsize=8)
def countries(language: str) -> list[tuple[str, str]]:
    """By name, in the reader's language; the first is none."""
    names = Locale.parse(language).territories
    return [("", "–"), *sorted(((code, names.get(code, code)) for code in known_countries()), key=lambda one: one[1])]


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
            raise Invalid(NO_DATE, field="exceptions", line=line[:60]) from None
        closed = hours.strip().lower() in ("", "closed", "chiuso")
        try:
            found.append((when, () if closed else parse_day(hours.strip())))
        except UnusableHours as wrong:
            raise UnusableHours(*(replace(one, where="exceptions") for one in wrong.problems)) from None
    return tuple(sorted(found))


def hours_of(form: HoursForm) -> BusinessHours:
    country, region = form.country.data, form.region.data or ""
    if country and region not in known_regions(country) and region.upper() in known_regions(country):
        region = region.upper()
    return BusinessHours(
        zone=form.zone.data,
        week=parse_week(form.week.data),
        country=country,
        region=region,
        exceptions=read_exceptions(form.exceptions.data or ""),
        version=hours_now().version + 1,
    )


def _fill(form: HoursForm, hours: BusinessHours) -> None:
    form.version.data = str(hours.version)
    form.zone.data, form.week.data = hours.zone, format_week(hours.week)
    form.country.data, form.region.data = hours.country, hours.region
    form.exceptions.data = "\n".join(f"{day} {format_day(times) or 'closed'}" for day, times in hours.exceptions)


@blueprint.route("/admin/hours", methods=["GET", "POST"])
@people
def hours() -> str | Response | tuple[str, int]:
    only_for_who_sets_the_desk()
    form = HoursForm()
    form.country.choices = countries(_language())
    if request.method == "GET":
        _fill(form, hours_now())
        return _page(form)
    return check_then_save(
        form,
        read=lambda: hours_of(form),
        check=lambda wanted: check_reach(wanted, policy_now(), now()),
        save=lambda wanted: change_hours(myself(), hours=wanted),
        version=hours_now().version,
        here="cases.hours",
        said=_("Saved. What was promised before stays; every new promise counts by these hours."),
        page=lambda wanted, checked: _page(form, wanted, checked=checked),
    )


def _page(form: HoursForm, wanted: BusinessHours | None = None, *, checked: bool = False) -> str:
    shown = wanted or hours_now()
    return render_template(
        "cases/hours.html",
        form=form,
        days=_days(shown),
        times=times_now(shown, policy_now(), now()),
        checked=checked,
        regions=_known_regions(form.country.data),
        versions=rows_of(versions_of_hours(), _in_words),
        active="admin",
    )


def _days(shown: BusinessHours) -> list[tuple[date, str, str, str]]:
    """(date, open, what it is now if that differs, why) of the next fourteen days."""
    first = now().astimezone(shown.tz).date()
    days = fourteen_days(shown, first, language=_language())
    return (
        [(day.date, _open(day), "", _why(day)) for day in days]
        if shown == hours_now()
        else [
            (day.date, _open(day), "" if day.hours == before.hours else _open(before), _why(day))
            for day, before in zip(days, fourteen_days(hours_now(), first, language=_language()), strict=True)
        ]
    )


def _open(day: PreviewedDay) -> str:
    return format_day(day.hours) or _("closed")


def _why(day: PreviewedDay) -> str:
    reasons = [_("exception")] if day.because is Because.EXCEPTION else []
    reasons += [day.holiday] if day.holiday else []
    reasons += [_("the clocks change: a day of %(hours)s hours", hours=day.lasts)] if day.lasts != 24 else []
    return "; ".join(reasons)


def _in_words(hours: BusinessHours) -> str:
    parts = [format_week(hours.week, _language()), hours.zone, "-".join(filter(None, (hours.country, hours.region)))]
    if hours.exceptions:
        parts.append(_("exceptions: %(days)s", days=", ".join(str(day) for day, _times in hours.exceptions[:10])))
    return " · ".join(filter(None, parts))


def _known_regions(country: str | None) -> str:
    return ", ".join(known_regions(country)) if country in known_countries() else ""


def _language() -> str:
    locale = get_locale()
    return locale.language if locale else "en"
