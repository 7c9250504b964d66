"""A single button, everywhere the same way.

A press from the page is done at once and leads back with one sentence. Opened as a page (from a link, after signing in),
or sent with a token that had expired, or refused, it becomes a page with the same button and what was typed.
"""

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, render_template, request
from werkzeug.wrappers import Response

from app.kit.errors import Refused, Unseen
from app.kit.forms import Form, Press, sent_back
from app.kit.verdicts import YES, Verdict

Answer = str | tuple[str, int] | Response
NO_SECOND_TRY = frozenset({403, 409})


def press(
    change: Callable[[], Any],
    *,
    title: str,
    yes: str,
    back: str,
    said: str,
    sentence: str = "",
    may: Verdict = YES,
    form: Form | None = None,
    danger: bool = False,
) -> Answer:
    """What a route with one button answers, for GET and POST.

    `title` asks, `yes` is the button, `sentence` says what it does, `said` is flashed when it is done, `back` is where
    it leads then. A `form` with fields (a reason) shows them on the page; `change` reads them from it. `may` is asked
    before anything is shown; the action asks again.
    """
    form = form or Press()
    if may.unseen:
        raise Unseen
    if not may:
        g.form_status = 403
        form.refuse(Refused(may.reason, **may.params))
    elif form.submitted():
        fine, _result = form.attempt(change)
        if fine:
            flash(said, "success")
            return redirect(back)
    page = render_template(
        "site/again.html",
        form=form,
        title=title,
        yes=yes,
        sentence=sentence,
        back=back,
        danger=danger,
        refused=g.get("form_status") in NO_SECOND_TRY,
        noindex=True,
    )
    return page if request.method == "GET" and may else sent_back(page)
