"""A composer that asked for a macro: the page comes back with the text in it, and nothing is sent."""

from zoneinfo import ZoneInfo

from flask import current_app, request
from flask_babel import gettext as _

from app.accounts.models import User
from app.cases.models import Case
from app.kit.errors import Unseen
from app.kit.forms import Form
from app.macros.choosing import MacroFields
from app.macros.filling import values_of
from app.macros.placeholders import filled
from app.macros.queries import visible_macro
from app.questions.models import Question


def asked_for_macro(form: Form) -> bool:
    """Whether "Put it in" was pressed, with a token that holds."""
    if "insert" not in request.form or not isinstance(form, MacroFields) or "macro" not in form:
        return False
    form.validate()
    if "csrf_token" in form.errors:
        return False
    for field in form:
        field.errors = ()
    return True


def put_in(form: MacroFields, case: Case, question: Question | None, agent: User, *, public: bool) -> None:
    """Below what was typed. What is not known of the case stays in braces, to be filled in by hand."""
    body = form["body"]
    if not (form.macro.data or "").isdigit():
        form.macro.errors = [_("Choose one.")]
        return
    try:
        macro = visible_macro(agent, int(form.macro.data))
    except Unseen:
        form.macro.errors = [_("It is not there any more.")]
        return
    version = macro.versions[-1]
    zone = ZoneInfo(case.customer.time_zone or current_app.config["TIME_ZONE"])
    text = filled(version.body, values_of(case, question, agent, public=public, zone=zone))
    body.data = f"{body.data}\n\n{text}" if body.data else text
    form.put_in_too(version.id)
    form.macro.data = ""
