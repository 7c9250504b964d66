"""The brand: name, line and colour; the logo."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.accounts.gates import administrator, myself
from app.accounts.queries import actor
from app.admin.colours import samples
from app.admin.forms import BrandForm, LogoForm
from app.admin.views import blueprint
from app.catalogue.actions import branding
from app.catalogue.brand import brand as brand_now
from app.catalogue.logo import LOGO
from app.images.remaking import made_anew
from app.kit import edge
from app.kit.pressing import Answer as Pressed
from app.kit.pressing import press
from app.kit.saving import Answer, save


def _page(form: BrandForm, logo: LogoForm) -> str:
    colour = form.colour.data or ""
    return render_template(
        "admin/brand.html", form=form, logo=logo, samples=samples(colour), brand=brand_now(), active="admin"
    )


@blueprint.route("/admin/brand", methods=["GET", "POST"])
@administrator
def brand() -> Answer:
    facts = brand_now()
    form = BrandForm(data={"name": facts.name, "line": facts.line, "colour": facts.colour})
    return save(
        form,
        lambda: branding.change_brand(
            myself(), name=form.name.data, line=form.line.data or "", colour=form.colour.data or ""
        ),
        page=lambda: _page(form, LogoForm(formdata=None)),
        said=_("Saved. Every label says it from now on."),
        back=url_for("admin.brand"),
    )


@blueprint.get("/admin/brand/preview")
@administrator
def brand_preview() -> str:
    """How a colour would look, as a piece of the page."""
    return render_template("admin/parts/colours.html", samples=samples(request.args.get("q", "")[:7]))


@blueprint.post("/admin/brand/logo")
@administrator
def logo() -> Answer:
    facts = brand_now()
    form = LogoForm()
    return save(
        form,
        lambda: _take_logo(form),
        page=lambda: _page(
            BrandForm(formdata=None, data={"name": facts.name, "line": facts.line, "colour": facts.colour}), form
        ),
        said=_("Saved. The logo stands at the top of every page."),
        back=url_for("admin.brand"),
    )


def _sent(upload: FileStorage | str | None) -> bytes:
    """What was sent as a file, and one byte more than may be; nothing for a field that holds no file."""
    if not isinstance(upload, FileStorage):
        return b""
    with upload.stream as stream:
        return stream.read(LOGO.most_bytes + 1)


def _take_logo(form: LogoForm) -> None:
    """Made anew while no transaction is open; whoever acts is read again after it."""
    user_id = myself().id
    sent = _sent(form.logo.data)
    edge.release()
    try:
        made = made_anew(sent, LOGO)
    finally:
        again = actor(user_id)
    branding.set_logo(again, image=made.data, image_type=made.kind)


@blueprint.route("/admin/brand/logo/removal", methods=["GET", "POST"])
@administrator
def logo_removal() -> Pressed:
    return press(
        lambda: branding.remove_logo(myself()),
        title=_("Remove the logo?"),
        sentence=_("Pages show the first letter of the name instead."),
        yes=_("Remove"),
        back=url_for("admin.brand"),
        said=_("Removed."),
    )
