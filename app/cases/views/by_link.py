"""A case by the link of a mail, for whoever has no password: all that its customer can do in it, and only in this one."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import public
from app.cases.actions.links import ask_new_link
from app.cases.customer.files import file_called
from app.cases.customer.forms import CustomerForm
from app.cases.customer.links import old_case_link
from app.cases.views import blueprint
from app.cases.views.around import community_answered
from app.cases.views.customer import customer_page, replied
from app.cases.views.doors import Door, by_mail_link, gone, gone_page
from app.cases.views.experts import kept_out, let_look
from app.cases.views.export import as_json, as_page
from app.cases.views.pictures import served
from app.kit.forms import Press, sent_back
from app.kit.pressing import Answer


@blueprint.route("/cases/link/<token>", methods=["GET", "POST"])
@public
@by_mail_link
def by_link(door: Door) -> Answer:
    if request.method == "POST":
        return replied(door)
    case = door.led_to()
    if case.reference != door.reference:
        return redirect(door.other(case.reference))
    return customer_page(case, CustomerForm(), door)


@blueprint.get("/cases/link/<token>/files/<file>")
@public
@by_mail_link
def file_by_link(door: Door, file: str) -> Response:
    return served(file_called(door.led_to().id, file))


@blueprint.route("/cases/link/<token>/experts/<int:look_id>/consent", methods=["GET", "POST"])
@public
@by_mail_link
def let_in_by_link(door: Door, look_id: int) -> Answer:
    return let_look(door, look_id)


@blueprint.route("/cases/link/<token>/experts/<int:look_id>/end", methods=["GET", "POST"])
@public
@by_mail_link
def keep_out_by_link(door: Door, look_id: int) -> Answer:
    return kept_out(door, look_id)


@blueprint.route("/cases/link/<token>/community/answer", methods=["GET", "POST"])
@public
@by_mail_link
def answer_community_by_link(door: Door) -> Answer:
    return community_answered(door)


@blueprint.get("/cases/link/<token>/export")
@public
@by_mail_link
def export_by_link(door: Door) -> str:
    return as_page(door)


@blueprint.get("/cases/link/<token>/export.json")
@public
@by_mail_link
def export_json_by_link(door: Door) -> Response:
    return as_json(door)


@blueprint.post("/cases/link/<token>/renewal")
@public
def renew_link(token: str) -> Answer:
    """A new link to the address of the case, for whoever has one that is too old. It opens nothing itself."""
    old, form = old_case_link(token), Press()
    if old is None:
        return gone(token)
    if form.submitted():
        fine, _asked = form.attempt(lambda: ask_new_link(old, address=request.remote_addr or ""))
        if fine:
            flash(_("A new link is on its way to the address that this case was opened with."), "success")
            return redirect(url_for("cases.by_link", token=token))
    return sent_back(gone_page(True, token, form))
