"""Language, colours, one-letter keys: for anybody, with or without an account."""

from flask import redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice

from app.accounts.actions.profile import change_reading
from app.accounts.gates import myself, public
from app.kit.forms import Form, sent_back
from app.site.frame import KEYS_COOKIE, THEME_COOKIE, THEMES, keys_off, theme
from app.site.language import COOKIE, LANGUAGES
from app.site.views import blueprint

A_YEAR = 365 * 24 * 3600
COLOURS = (("", _l("As on this device")), ("light", _l("Light")), ("dark", _l("Dark")))


class PreferencesForm(Form):
    language = RadioField(_l("Language"), choices=[SelectChoice(*language) for language in LANGUAGES.items()])
    theme = RadioField(_l("Colours"), choices=[SelectChoice(*colours) for colours in COLOURS])
    keys = BooleanField(
        _l("One-letter keys"),
        description=_l("Such as / for search. Switch them off if you speak to your device, or press them by accident."),
    )


@blueprint.route("/preferences", methods=["GET", "POST"])
@public
def preferences() -> str | Response | tuple[str, int]:
    """Kept in the account, and in cookies of this browser for whoever has none."""
    form = PreferencesForm()
    if form.submitted():
        chosen = form.theme.data if form.theme.data in THEMES else None
        if not current_user.is_guest:
            change_reading(myself(), locale=form.language.data, theme=chosen)
        response = redirect(url_for("site.home"))
        _keep(response, COOKIE, form.language.data)
        _keep(response, THEME_COOKIE, chosen)
        _keep(response, KEYS_COOKIE, None if form.keys.data else "off")
        return response
    if request.method == "GET":
        locale = get_locale()
        form.language.data = locale.language if locale else "en"
        form.theme.data = theme() or ""
        form.keys.data = not keys_off()
    page = render_template("site/preferences.html", form=form)
    return page if request.method == "GET" else sent_back(page)


def _keep(response: Response, name: str, value: str | None) -> None:
    if value:
        response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax")
    else:
        response.delete_cookie(name)
