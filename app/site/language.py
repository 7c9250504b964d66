"""Languages: English in the code, the others in each feature's own translations/<language>.po, read at the start.

No build step: a catalogue is read once a process, so what is committed is what is shown.
"""

import io
from datetime import datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import flask_babel
import flask_wtf.i18n
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Domain, get_locale, get_timezone
from flask_login import current_user
from wtforms.i18n import messages_path

from app.kit.moments import said
from app.kit.templates import SpokenTemplates

APP = Path(__file__).resolve().parent.parent
LANGUAGES = {"en": "English", "it": "Italiano"}
COOKIE = "lang"
DRAWN = frozenset({"site/macros/icon.html"})


@cache
def catalogue(language: str) -> NullTranslations:
    """All features' translations into a language as one."""
    merged: Translations | None = None
    for path in sorted(APP.glob(f"*/translations/{language}.po")):
        with path.open("rb") as file:
            part = io.BytesIO()
            write_mo(part, read_po(file, locale=language))
        part.seek(0)
        translations = Translations(part)
        merged = translations if merged is None else merged.add(translations) or merged
    return merged or NullTranslations()


@cache
def _of_forms(language: str) -> NullTranslations:
    """WTForms' own sentences. Flask-WTF reads them anew for each request that has a form, which takes a millisecond."""
    return Translations.load(messages_path(), [language], domain="wtforms")


def _forms_translations() -> NullTranslations | None:
    return _of_forms(str(get_locale() or "en")) if has_request_context() else None


class FeatureDomain(Domain):
    """Where Flask-Babel looks for translations."""

    def get_translations(self) -> Any:
        locale = get_locale()
        return catalogue(locale.language if locale else "en")

    def gettext(self, string: str, **variables: Any) -> str:
        said = self.get_translations().gettext(string)
        return said % variables if variables else said


def _context() -> SimpleNamespace | None:
    """What Flask-Babel keeps for a request, found in one step. Its own way there takes three, each through a proxy, and
    it is gone several times for each of the two hundred texts and moments of a page: a fifth of the page's time."""
    try:
        here = g._get_current_object()
    except RuntimeError:
        return None
    try:
        return here._flask_babel
    except AttributeError:
        here._flask_babel = SimpleNamespace()
        return here._flask_babel


def moment_said(at: datetime, pattern: str) -> str:
    """For templates: a moment in the reader's language and time zone."""
    locale = get_locale()
    return said(at, pattern, zone=get_timezone(), locale=locale.language if locale else "en")


def language_said(code: str) -> str:
    """For templates: a language as the reader calls it; an unknown code as it is."""
    locale = get_locale()
    return str(locale.languages.get(code, code)) if locale else code


def bind(app: Flask) -> None:
    """After Babel is bound."""
    flask_babel._get_current_context = _context
    flask_wtf.i18n._get_translations = _forms_translations
    app.jinja_env.filters["datetimeformat"] = moment_said
    app.jinja_env.filters["languagename"] = language_said
    cast(SpokenTemplates, app.jinja_env).speak(_language, lambda language: catalogue(language).gettext, DRAWN)


def _language() -> str | None:
    locale = get_locale()
    return locale.language if locale else None


def choose_locale(default: str) -> str:
    """The reader's language: preference, then cookie, then what the browser asks for."""
    if not has_request_context():
        return default
    if current_user and current_user.locale in LANGUAGES:
        return current_user.locale
    return guest_locale(request.cookies.get(COOKIE), request.headers.get("Accept-Language", ""), default)


def guest_locale(cookie: str | None, accepted: str, default: str) -> str:
    """The language of somebody who is not signed in."""
    if cookie in LANGUAGES:
        return str(cookie)
    for part in accepted.split(","):
        language = part.split(";")[0].strip().lower()[:2]
        if language in LANGUAGES:
            return language
    return default
