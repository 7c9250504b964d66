"""The SLA policy: how soon the desk answers and solves, by severity; who is warned and reminded when."""

import re
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import myself, people
from app.cases.actions.policy import change_policy
from app.cases.clocks.forms import PolicyForm
from app.cases.clocks.history import versions_of_policy
from app.cases.clocks.queries import policy_now
from app.cases.clocks.reach import check_reach, times_now
from app.cases.queries import hours_now
from app.cases.severity import NAMES, Severity
from app.cases.sla import SlaPolicy, Target
from app.cases.sla_policy import BAD_DAYS, BAD_PERCENT, MOST_DAYS, format_amount, parse_amount, problems
from app.cases.views import blueprint
from app.cases.views.versions import check_then_save, only_for_who_sets_the_desk, rows_of
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import Text


def policy_of(form: PolicyForm) -> SlaPolicy:
    policy = SlaPolicy(
        first_response={one: _target(form, one) for one in Severity},
        next_response=Target(parse_amount(form.next_response.data, "next_response")),
        resolution_days={one: _days(form, f"days_{one.value}") for one in Severity},
        warn_percent=_whole(form.warn.data, "warn", BAD_PERCENT),
        reminder_days=tuple(
            _whole(day, "reminders", BAD_DAYS) for day in re.split(r"[\s,;]+", form.reminders.data) if day
        ),
        lapse_day=_days(form, "lapse"),
        version=policy_now().version + 1,
    )
    for problem in problems(policy):
        raise problem
    return policy


def _target(form: PolicyForm, one: Severity) -> Target:
    name = f"first_{one.value}"
    return Target(parse_amount(form[name].data, name), around_the_clock=form[f"clock_{one.value}"].data)


def _days(form: PolicyForm, name: str) -> int:
    return _whole(form[name].data, name, BAD_DAYS)


def _whole(typed: str | None, field: str, otherwise: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", typed or ""):
        raise Invalid(otherwise, field=field, **({"most": MOST_DAYS} if otherwise is BAD_DAYS else {}))
    return int(typed or 0)


def _fill(form: PolicyForm, policy: SlaPolicy) -> None:
    form.version.data = str(policy.version)
    for one in Severity:
        target = policy.first_response[one]
        form[f"first_{one.value}"].data = format_amount(target.amount)
        form[f"clock_{one.value}"].data = target.around_the_clock
        form[f"days_{one.value}"].data = str(policy.resolution_days[one])
    form.next_response.data = format_amount(policy.next_response.amount)
    form.warn.data, form.lapse.data = str(policy.warn_percent), str(policy.lapse_day)
    form.reminders.data = ", ".join(map(str, policy.reminder_days))


@blueprint.route("/admin/policy", methods=["GET", "POST"])
@people
def policy() -> str | Response | tuple[str, int]:
    only_for_who_sets_the_desk()
    form = PolicyForm()
    if request.method == "GET":
        _fill(form, policy_now())
        return _page(form)
    return check_then_save(
        form,
        read=lambda: policy_of(form),
        check=lambda wanted: check_reach(hours_now(), wanted, now()),
        save=lambda wanted: change_policy(myself(), policy=wanted),
        version=policy_now().version,
        here="cases.policy",
        said=_("Saved. What was promised before stays; every new promise counts by this policy."),
        page=lambda wanted, checked: _page(form, wanted, checked=checked),
    )


def _page(form: PolicyForm, wanted: SlaPolicy | None = None, *, checked: bool = False) -> str:
    times = times_now(hours_now(), wanted or policy_now(), now())
    return render_template(
        "cases/policy.html",
        form=form,
        severities=[(one.value, Text(NAMES[one])) for one in Severity],
        times=times,
        checked=checked,
        versions=rows_of(versions_of_policy(), _in_words),
        active="admin",
    )


def _in_words(policy: SlaPolicy) -> str:
    firsts = ", ".join(f"{one.value} {_said(target)}" for one, target in policy.first_response.items())
    values: dict[str, Any] = {
        "first": firsts,
        "next": format_amount(policy.next_response.amount),
        "days": "/".join(str(policy.resolution_days[one]) for one in Severity),
        "warn": policy.warn_percent,
        "reminders": ", ".join(map(str, policy.reminder_days)),
        "lapse": policy.lapse_day,
    }
    return _(
        "First reply %(first)s; next %(next)s; solved in %(days)s business days; warning at %(warn)s %%;"
        " reminders on day %(reminders)s, closed on day %(lapse)s",
        **values,
    )


def _said(target: Target) -> str:
    return f"{format_amount(target.amount)} (24/7)" if target.around_the_clock else format_amount(target.amount)
