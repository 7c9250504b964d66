"""Imported posts that are one's own: seeing that they wait, asking for the mail, taking them over by its link."""

from flask import Blueprint, Response, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.gates import me, member, myself
from app.accounts.settings_tabs import add_tab, tabs
from app.imports import actions
from app.imports.links import read_claim
from app.imports.queries import offer_of, open_authors, open_for
from app.kit.errors import Invalid
from app.kit.forms import Press
from app.kit.texts import N_

blueprint = Blueprint("imports", __name__)
blueprints = (blueprint,)

YOURS = "imports.yours"
add_tab(YOURS, N_("Imported posts"), wanted=lambda: bool(open_for(me())))


@blueprint.after_request
def _keep_nothing(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    return response


@blueprint.get("/settings/imported")
@member
def yours() -> str:
    offers = [offer_of(author) for author in open_for(myself())]
    return render_template("imports/yours.html", offers=offers, tabs=tabs(YOURS), noindex=True)


@blueprint.post("/settings/imported/<int:author_id>/link")
@member
def send_link(author_id: int) -> AnyResponse:
    if not Press().submitted():
        raise Invalid(
            N_("That page had been open for too long. Go back, load it again and press the button once more.")
        )
    actions.ask_for_link(myself(), author_id)
    flash(_("We sent you a mail with a link. It works for seven days."), "success")
    return redirect(url_for(YOURS))


@blueprint.route("/imported-posts/<token>", methods=["GET", "POST"])
@member
def claim(token: str) -> AnyResponse:
    """Opening the link changes nothing; the button does. For everybody else it is a link that does not work."""
    author = read_claim(token, myself())
    if author is None:
        return make_response(render_template("imports/old_link.html", noindex=True), 410)
    form = Press()
    if form.submitted():
        fine, moved = form.attempt(lambda: actions.claim(myself(), author))
        if fine:
            flash(ngettext("%(num)s post is yours now.", "%(num)s posts are yours now.", moved), "success")
            return redirect(url_for("accounts.profile", user_id=me().id))
    found = next(one for one in open_authors(author.email) if one.id == author.id)
    page = render_template("imports/claim.html", form=form, offer=offer_of(found), noindex=True)
    return make_response(page, g.get("form_status", 422) if request.method == "POST" else 200)
