"""A page with one form: shown, sent, saved or sent back, everywhere the same way."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request
from werkzeug.wrappers import Response

from app.kit.forms import Form, sent_back

Answer = str | tuple[str, int] | Response


def save(form: Form, change: Callable[[], Any], *, page: Callable[[], str], said: str, back: str) -> Answer:
    """`page()` renders the form, for GET and for what could not be taken; `said` is flashed on `back` when it is saved."""
    if form.submitted():
        fine, _result = form.attempt(change)
        if fine:
            flash(said, "success")
            return redirect(back)
    return sent_back(page()) if request.method == "POST" else page()
