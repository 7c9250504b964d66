"""The home page: one search box, what to know today, where to begin."""

from datetime import timedelta
from typing import Any

from flask import render_template, url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from app.accounts.gates import me, public
from app.catalogue.brand import brand
from app.catalogue.choices import offered_products
from app.escalation.rows import rows_of
from app.known_issues.presenting import shown
from app.known_issues.queries import open_issues
from app.labels.recent import recent_corrections
from app.questions.lists import Tab, Wanted, places
from app.questions.numbers import confirmed_lately, first_answers
from app.questions.reading import read_questions
from app.site.views import blueprint

ROWS = 5
ISSUES = 3
PRODUCTS = 12


@blueprint.get("/")
@public
def home() -> str:
    reader = me()
    waiting, solved = (places(reader, Wanted(tab), size=ROWS).items for tab in (Tab.WAITING, Tab.SOLVED))
    rows = {row.id: row for row in rows_of(read_questions(reader, [*waiting, *solved]), reader.id)}
    return render_template(
        "site/home.html",
        line=brand().line,
        corrections=recent_corrections(),
        issues=[shown(issue) for issue in open_issues(limit=ISSUES)],
        products=offered_products(limit=PRODUCTS),
        waiting=[rows[ident] for ident in waiting if ident in rows],
        solved=[rows[ident] for ident in solved if ident in rows],
        numbers=honest_numbers(),
        feeds=[
            (_("New questions"), url_for("questions.feed", name="new")),
            (_("Solved questions"), url_for("questions.feed", name="solved")),
            (_("Articles"), url_for("questions.feed", name="articles")),
            (_("Corrections"), url_for("questions.feed", name="corrections")),
        ],
        hide_search=True,
    )


def honest_numbers() -> list[dict[str, Any]]:
    """Each with what it counts and of how many."""
    first, confirmed = first_answers(), confirmed_lately()
    few = _("too few to say")
    return [
        {
            "value": _span(first.median) if first.median is not None else few,
            "name": _("until the first answer"),
            "note": (_("Half came sooner.") + " " if first.median is not None else "")
            + _(
                "Counted: %(answered)s answered of %(asked)s asked in the last 7 days.",
                answered=first.answered,
                asked=first.asked,
            ),
        },
        {
            "value": _percent(confirmed.share) if confirmed.share is not None else few,
            "name": _("confirmed as solved"),
            "note": _(
                "By those who asked. Counted: %(solved)s of %(asked)s questions asked 14 to 104 days ago.",
                solved=confirmed.solved,
                asked=confirmed.asked,
            )
            + (" " + _("%(num)s more in private with staff.", num=confirmed.privately) if confirmed.privately else ""),
        },
    ]


def _percent(share: float) -> str:
    return f"{format_decimal(round(share * 100))} %"


def _span(wait: timedelta) -> str:
    """A length of time in one unit, as people say it."""
    minutes = max(1, round(wait.total_seconds() / 60))
    if minutes < 90:
        return ngettext("%(num)s minute", "%(num)s minutes", minutes)
    hours = round(minutes / 60)
    return ngettext("%(num)s hour", "%(num)s hours", hours) if hours < 48 else _days(round(hours / 24))


def _days(days: int) -> str:
    return ngettext("%(num)s day", "%(num)s days", days)
