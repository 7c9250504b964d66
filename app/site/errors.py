"""Every way a request can fail, as a page with a clear sentence and the right status."""

from typing import Any

from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from app.activity.once import earlier_result
from app.kit.edge import session
from app.kit.errors import DomainError, TooMany
from app.kit.room import is_full
from app.kit.texts import Text
from app.site import former
from app.site.unsent import unsent

RETRY_SECONDS = 3


def _titles() -> dict[int, tuple[str, str]]:
    return {
        400: (_("That did not arrive as it should"), _("Go back, look at what you sent, and send it again.")),
        401: (_("Please sign in"), _("Sign in first, then do it again. What you typed is still on the page before.")),
        403: (_("That is not for you to do"), _("If you think it should be, ask the people who run this community.")),
        404: (_("There is nothing here"), _("It may have been moved or removed, or it is not for you to see.")),
        405: (_("That cannot be done here"), _("Go back and use the buttons of the page.")),
        409: (_("Somebody was quicker"), _("Load the page again to see how things stand now.")),
        413: (_("That is too large"), _("Send a shorter text or a smaller file.")),
        414: (_("That address is too long"), _("Go back to the first page and search again.")),
        415: (_("That kind of file is not taken"), _("Send it as another kind of file.")),
        422: (_("That cannot be taken"), _("Go back and look at the fields that say why.")),
        429: (_("That was a lot at once"), _("Wait a little, then go on.")),
        500: (_("Something broke, and it is our fault"), _("Nothing you sent before was lost. Try again in a minute.")),
        503: (_("We are very busy"), _("Your text is still on the page before. Try again in a few seconds.")),
        507: (_("There is no room to save this"), _("Reading goes on. Keep your text and try again later.")),
    }


def page(code: int, sentence: str = "", *, retry: int | None = None) -> Response:
    title, usual = _titles().get(code, _titles()[500 if code >= 500 else 400])
    action = {"text": _("Sign in"), "url": "/sign-in"} if code == 401 else {"text": _("Home"), "url": "/"}
    template = "site/errors/plain.html" if code >= 500 else "site/errors/error.html"
    html = render_template(
        template,
        code=code,
        title=title,
        sentence=sentence or usual,
        action=action,
        words=unsent(),
        noindex=True,
        retry=retry,
    )
    response = make_response(html, code)
    if retry:
        response.headers["Retry-After"] = str(retry)
    return response


def _domain(error: DomainError) -> Any:
    if error.status == 404 and (now_at := former.moved()):
        return now_at
    retry = error.retry_after if isinstance(error, TooMany) else None
    return page(error.status, str(Text(error.message, **error.params)), retry=retry)


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error.get_response()
    if error.code == 404 and (now_at := former.moved()):
        return now_at
    retry = getattr(error, "retry_after", None) or g.get("retry_after") or (60 if error.code == 429 else None)
    response = page(error.code, retry=retry)
    if error.code == 405 and getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(error.valid_methods)  # type: ignore[attr-defined]
    return response


def _database(error: OperationalError) -> Response:
    current_app.logger.warning("database: %s", error.orig)
    session().rollback()
    if error.orig is not None and is_full(error.orig):
        return page(507)
    return page(503, retry=RETRY_SECONDS)


def _conflict(error: IntegrityError) -> Any:
    """A double click: the same form, taken while this one was at work, leads where that one led. It was sent, once."""
    session().rollback()
    if request.method == "POST" and (led := earlier_result(request.form.get("once"))):
        return redirect(led)
    current_app.logger.warning("conflict at %s: %s", request.path, error.orig)
    return page(409)


def _broken(error: Exception) -> Response:
    current_app.logger.exception("error at %s", request.path)
    return page(500)


def bind(app: Flask) -> None:
    handlers: dict[Any, Any] = {
        DomainError: _domain,
        HTTPException: _http,
        OperationalError: _database,
        IntegrityError: _conflict,
    }
    for kind, handler in handlers.items():
        app.register_error_handler(kind, handler)
    if not app.config["TESTING"]:
        app.register_error_handler(Exception, _broken)
