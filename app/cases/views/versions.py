"""What the pages of business hours and policy have in common: looked at before they are saved, and every version shown."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me
from app.accounts.roles import Role
from app.cases.clocks.history import Version
from app.kit.errors import IllegalMove, Unseen
from app.kit.forms import Form, sent_back
from app.kit.texts import N_

MEANWHILE = N_(
    "Somebody else changed this while you were looking. Their version is below; look at it, then save again."
)


def check_then_save(
    form: Form,
    *,
    read: Callable[[], Any],
    check: Callable[[Any], None],
    save: Callable[[Any], object],
    version: int,
    here: str,
    said: str,
    page: Callable[[Any, bool], str],
) -> str | Response | tuple[str, int]:
    """One sending of the form: shown with what it would mean, saved when that was asked for, or refused as it was typed."""
    if not form.submitted():
        return sent_back(page(None, False))
    fine, wanted = form.attempt(lambda: _read(form, read, check, version))
    if fine and "save" in request.form:
        save(wanted)
        flash(said, "success")
        return redirect(url_for(here))
    return page(wanted, True) if fine else sent_back(page(None, False))


def _read(form: Form, read: Callable[[], Any], check: Callable[[Any], None], version: int) -> Any:
    looked_at = form["version"].data
    if looked_at and looked_at != str(version) and "save" in request.form:
        form["version"].raw_data, form["version"].data = [str(version)], str(version)
        raise IllegalMove(MEANWHILE)
    wanted = read()
    check(wanted)
    return wanted


def only_for_who_sets_the_desk() -> None:
    if not me().has(Role.LEAD, Role.ADMINISTRATOR):
        raise Unseen


def rows_of(versions: Sequence[Version[Any]], words: Callable[[Any], str]) -> list[tuple[Any, str, str]]:
    """(since when, who, what) of each version, the one in force first; what the program came with is the last."""
    return [(version.at, version.by or _("the program"), words(version.what)) for version in versions]
