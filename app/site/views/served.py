"""What pages are made of, served beside them: styles, scripts, icons, the logo. And whether the site is well."""

from flask import Response, abort, request, send_from_directory
from sqlalchemy import select, text

from app.accounts.gates import public
from app.catalogue.brand import brand
from app.catalogue.colours import brand_css
from app.catalogue.models import Brand
from app.extensions import db
from app.site import assets
from app.site.views import blueprint

A_YEAR = 365 * 24 * 3600


def _kept(body: str | bytes, kind: str) -> Response:
    """For ever if the address names its version, otherwise asked again each time."""
    response = Response(body, mimetype=kind)
    versioned = "v" in request.args
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if versioned else "public, max-age=300"
    return response


@blueprint.get("/site.css")
@public
def stylesheet() -> Response:
    return _kept(assets.stylesheet(), "text/css")


@blueprint.get("/rooms.css")
@public
def rooms_stylesheet() -> Response:
    return _kept(assets.rooms_stylesheet(), "text/css")


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
    return _kept(row.logo, row.logo_type)


@blueprint.get("/health")
@public
def health() -> tuple[dict[str, str], int]:
    """Green while the database answers."""
    db.session.execute(text("SELECT 1"))
    return {"status": "ok"}, 200
