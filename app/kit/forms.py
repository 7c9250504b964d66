"""The base of all forms: trimmed text, one value a field, a token that was checked, and taken once."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from flask import g, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length

from app.kit.errors import DomainError
from app.kit.texts import Text

_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"]
_LAST_TWO = [plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
_NO_CHARACTERS = [*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), *_LAST_TWO]
UNSEEN = dict.fromkeys([*map(ord, "\u200b\u2060\ufeff"), *_CONTROLS, *_NO_CHARACTERS], None)
"""What nobody sees and XML, HTML, UTF-8 or PostgreSQL cannot hold, or what would make two equal names."""
_LINE_ENDS = re.compile(r"\s*[\n\u2028\u2029]\s*")


def tidy(value: Any) -> Any:
    """Without invisible characters and surrounding space; line ends as \\n."""
    if not isinstance(value, str):
        return value
    return value.translate(UNSEEN).replace("\r\n", "\n").replace("\r", "\n").strip()


def on_one_line(value: Any) -> Any:
    """A browser sends no line end from a field of one line; who sends one gets a space."""
    return _LINE_ENDS.sub(" ", value) if isinstance(value, str) else value


class Line(StringField):
    """One line of text, trimmed, with a length limit that the browser knows too."""

    def __init__(
        self, label: Any = None, validators: Any = (), *, max: int = 200, filters: Any = (), **kwargs: Any
    ) -> None:
        short = Length(max=max, message=_l("At most %(max)d characters."))
        super().__init__(label, [*validators, short], filters=(tidy, on_one_line, *filters), **kwargs)


class Words(TextAreaField):
    """A longer text, trimmed, with a length limit."""

    def __init__(
        self, label: Any = None, validators: Any = (), *, max: int = 30_000, filters: Any = (), **kwargs: Any
    ) -> None:
        short = Length(max=max, message=_l("At most %(max)d characters."))
        super().__init__(label, [*validators, short], filters=(tidy, *filters), **kwargs)


class Form(FlaskForm):
    """A form whose token was checked and whose fields were sent once each.

    An expired token is an error of the form like any other: the page comes back with what was typed and a new token.
    """

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What a page sent. Flask-WTF would read JSON as a form too, which no page sends and a list breaks."""
            return None if request.is_json else super().wrap_formdata(form, formdata)

    form_errors: list[str]
    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def submitted(self) -> bool:
        """True when this request sends the form and all of it can be taken."""
        return request.method == "POST" and self.validate()

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if "csrf_token" in self.errors:
            self.csrf_token.errors = [
                gettext("This page had been open for too long. Nothing is lost: look it over and send it again.")
            ]
        else:
            g.token_checked = True
        for field in self:
            if isinstance(field, SelectMultipleField) or field.type == "MultipleFileField":
                continue
            if len(request.form.getlist(field.name)) > 1:
                field.errors = [*field.errors, gettext("This was sent twice; send it once.")]
                fine = False
        return fine

    def refuse(self, error: DomainError) -> None:
        """Shows a domain error on its field, or above the form."""
        field = self._fields.get(getattr(error, "field", None) or "")
        sentence = str(Text(error.message, **error.params))
        if field is None:
            self.form_errors = [*self.form_errors, sentence]
        else:
            field.errors = [*field.errors, sentence]

    def attempt(self, change: Callable[[], Any]) -> tuple[bool, Any]:
        """(True, result) of the change; (False, None) if it was refused, with the sentence shown in the form."""
        try:
            return True, change()
        except DomainError as error:
            if error.status == 404:
                raise
            g.form_status = error.status
            g.retry_after = getattr(error, "retry_after", None)
            self.refuse(error)
            return False, None


class Press(Form):
    """A single button: nothing but the token."""


def sent_back(page: str) -> tuple[str, int]:
    """A form page shown again because it could not be taken: the status says so, the text is still there."""
    return page, g.get("form_status", 422)


def without_unknown(values: MultiDict[str, str], allowed: set[str]) -> dict[str, str]:
    """The allowed query parameters of an address, the first of each."""
    return {key: values[key] for key in allowed if values.get(key)}
