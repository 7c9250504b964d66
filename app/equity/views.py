"""A page for each month, for leads and administrators."""

from datetime import date, timedelta

from flask import Blueprint, render_template, request
from flask_babel import format_date

from app.accounts.gates import lead, me
from app.activity.kept import kept_for, now_and_then
from app.equity import months, words
from app.equity.permissions import can_read_equity
from app.equity.report import Report, report_of
from app.kit.clock import now
from app.kit.verdicts import require

NEW_FOR = timedelta(days=7)
blueprint = Blueprint("equity", __name__)
blueprints = (blueprint,)


@blueprint.get("/workspace/equity")
@lead
def report() -> str:
    require(can_read_equity(me()))
    month = months.read_month(request.args.get("month", ""))
    return render_template(
        "equity/report.html",
        report=_kept(month),
        month=_said(month),
        earlier=months.written(months.before(month)),
        later=months.written(following) if (following := months.after(month)) else None,
        words=words,
        active="workspace",
        noindex=True,
    )


@blueprint.app_template_global("equity_month")
def new_report() -> str | None:
    """For the lead's board: the month whose report is new; none once it has been there for a week."""
    month = months.last_month()
    return _said(month) if now() - months.bounds(month)[1] < NEW_FOR else None


def _said(month: months.Month) -> str:
    return str(format_date(date(*month, 1), "MMMM y"))


def _kept(month: months.Month) -> Report:
    """Reckoned at most once in ten minutes by a process: it reads all that was asked in the month."""
    return kept_for((month, now_and_then()), "equity", lambda: report_of(*months.bounds(month), now()))
