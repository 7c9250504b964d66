"""Home's companions: styles, scripts, icons, the logo, preferences, plain pages, health."""

from importlib import import_module

from flask import Blueprint, Response, abort, g, redirect, render_template, request, send_from_directory, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy import select, text
from werkzeug.wrappers import Response as AnyResponse
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from app.accounts.gates import public
from app.catalogue.brand import brand
from app.catalogue.models import Brand
from app.decisions.models import HouseRule
from app.extensions import db
from app.kit.forms import Form
from app.site import assets
from app.site.brand import brand_css
from app.site.frame import THEMES
from app.site.language import COOKIE, LANGUAGES

blueprint = Blueprint("site", __name__)
blueprints = (blueprint,)

A_YEAR = 365 * 24 * 3600


def _kept(body: str, kind: str) -> Response:
    """For ever if the address names its version, otherwise asked again each time."""
    response = Response(body, mimetype=kind)
    versioned = "v" in request.args
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if versioned else "public, max-age=300"
    return response


@blueprint.get("/site.css")
@public
def stylesheet() -> Response:
    return _kept(assets.stylesheet(), "text/css")


@blueprint.get("/site.js")
@public
def script() -> Response:
    return _kept(assets.script(), "text/javascript")


@blueprint.get("/brand.css")
@public
def brand_stylesheet() -> Response:
    return _kept(brand_css(brand().colour), "text/css")


@blueprint.get("/static/<path:name>")
@public
def static(name: str) -> Response:
    return send_from_directory(assets.STATIC, name, max_age=A_YEAR if "v" in request.args else 3600)


@blueprint.get("/logo")
@public
def logo() -> Response:
    row = db.session.execute(select(Brand.logo, Brand.logo_type)).first()
    if row is None or row.logo is None:
        abort(404)
    response = Response(row.logo, mimetype=row.logo_type)
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@blueprint.get("/health")
@public
def health() -> tuple[dict[str, str], int]:
    """Green while the database answers."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}, 200


COLOURS = (("", _l("As on this device")), ("light", _l("Light")), ("dark", _l("Dark")))


class PreferencesForm(Form):
    language = RadioField(_l("Language"), choices=[SelectChoice(*language) for language in LANGUAGES.items()])
    theme = RadioField(_l("Colours"), choices=[SelectChoice(*colours) for colours in COLOURS])


@blueprint.route("/preferences", methods=["GET", "POST"])
@public
def preferences() -> str | AnyResponse | tuple[str, int]:
    """Language and colours: kept in the account, and in a cookie for whoever has none."""
    form = PreferencesForm()
    if form.submitted():
        theme = form.theme.data if form.theme.data in THEMES else None
        if not current_user.is_guest:
            current_user.locale, current_user.theme = form.language.data, theme
        response = redirect(url_for("site.home"))
        response.set_cookie(COOKIE, form.language.data, max_age=A_YEAR, samesite="Lax")
        if theme:
            response.set_cookie("theme", theme, max_age=A_YEAR, samesite="Lax")
        else:
            response.delete_cookie("theme")
        return response
    if request.method == "GET":
        from app.site.frame import theme as theme_now

        form.language.data = g.get("locale") or str(request.cookies.get(COOKIE) or current_user.locale or "en")
        form.theme.data = theme_now() or ""
    return render_template("site/preferences.html", form=form), 200 if request.method == "GET" else 422


@blueprint.get("/rules")
@public
def rules() -> str:
    query = select(HouseRule).where(HouseRule.retired_at.is_(None)).order_by(HouseRule.number)
    return render_template("site/rules.html", rules=list(db.session.scalars(query)))


@blueprint.get("/labels")
@public
def labels() -> str:
    return render_template("site/labels.html")


@blueprint.get("/privacy")
@public
def privacy() -> str:
    return render_template("site/plain.html", title=_("Privacy"))


@blueprint.get("/terms")
@public
def terms() -> str:
    return render_template("site/plain.html", title=_("Terms"))


for page in ("home", "crawling"):
    import_module(f"app.site.{page}")
