"""Asking privately: a case without a question, of a member at once, of a guest once the mail's link was followed."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.actions.registering import member_for_confirmed_address
from app.accounts.actors import Guest
from app.accounts.gates import me, myself, public
from app.accounts.models import User
from app.activity.once import earlier_result, keep_result
from app.cases.actions.files import attach
from app.cases.actions.holding import keep_held, open_held, wanted_by
from app.cases.actions.privately import Wanted, open_privately
from app.cases.clocks.queries import policy_now
from app.cases.customer.fields import NAMES
from app.cases.customer.forms import GuestPrivateForm, PrivateForm
from app.cases.customer.links import Followed, case_path, follow
from app.cases.customer.models import HeldCase
from app.cases.queries import hours_now
from app.cases.severity import Severity
from app.cases.sla import first_response_due
from app.cases.views import blueprint
from app.cases.views.pictures import pictures_sent
from app.catalogue.choices import offered_products, open_categories
from app.kit.clock import now
from app.kit.forms import Press, sent_back
from app.kit.markup import SourceFormat, render
from app.kit.pressing import Answer
from app.kit.texts import N_, Text
from app.search.language import guess_language


def _form() -> PrivateForm:
    form = GuestPrivateForm() if me().is_guest else PrivateForm()
    form.offer(list(open_categories()), list(offered_products()))
    return form


@blueprint.route("/cases/new", methods=["GET", "POST"])
@public
def open_case() -> Answer:
    form = _form()
    if form.submitted():
        if led := earlier_result(form.once.data):
            return redirect(led)
        fine, address = form.attempt(lambda: _hold(form) if isinstance(form, GuestPrivateForm) else _open(form))
        if fine:
            keep_result(form.once.data, address)
            return redirect(address)
        form.offer(list(open_categories()), list(offered_products()))
    page = render_template(
        "cases/new.html", form=form, guest=me().is_guest, promise=_promise(), noindex=True, active="questions"
    )
    return page if request.method == "GET" else sent_back(page)


def _promise() -> Text:
    """By when an ordinary case that is opened now has its first reply."""
    due = first_response_due(policy_now(), hours_now(), Severity.S4, now())
    return Text(N_("Reply by %(staff_by)s."), staff_by=due)


def _wanted(form: PrivateForm) -> Wanted:
    title, body = form.title.data or "", form.body.data or ""
    own = str(get_locale().language)
    return Wanted(
        title=title,
        body=body,
        category_id=int(form.category.data) if form.category.data else None,
        product_id=int(form.product.data) if form.product.data else None,
        language=guess_language(f"{title}\n{body}") or own,
        fields={field.value: value for field, value in form.values().items() if value},
    )


def _open(form: PrivateForm) -> str:
    wanted, pictures = _wanted(form), pictures_sent(myself())
    case, said = open_privately(myself(), wanted)
    attach(myself(), said, pictures)
    flash(_("Sent. Only you, staff and whom you let in can read it."), "success")
    return url_for("cases.show", reference=case.reference)


def _hold(form: GuestPrivateForm) -> str:
    held = keep_held(
        Guest(),
        _wanted(form),
        email=form.email.data or "",
        name=form.name.data or "",
        locale=str(get_locale().language),
        address=request.remote_addr or "",
    )
    flash(_("We have sent a link to %(email)s.", email=held.email), "success")
    return url_for("cases.check_mail")


@blueprint.get("/cases/check-mail")
@public
def check_mail() -> str:
    return render_template("cases/check_mail.html", noindex=True)


@blueprint.route("/cases/held/<token>", methods=["GET", "POST"])
@public
def confirm_held(token: str) -> Answer:
    """Shows what will be sent; the button sends it. The link alone does not: mail programs follow links."""
    found = follow(token)
    if found.held is None:
        return _no_longer(found)
    form, held = Press(), found.held
    if form.submitted():
        fine, address = form.attempt(lambda: _open_held(held))
        if fine:
            return redirect(address)
    wanted = wanted_by(held)
    page = render_template(
        "cases/held.html",
        form=form,
        wanted=wanted,
        given=[(Text(NAMES[field]), value) for field, value in wanted.given().items()],
        body=render(wanted.body, SourceFormat.MARKDOWN).html,
        rooms=True,
        noindex=True,
    )
    return page if request.method == "GET" else sent_back(page)


def _no_longer(found: Followed) -> Response:
    status = 410 if found.used or found.expired else 404
    return make_response(render_template("cases/held_gone.html", found=found, noindex=True), status)


def _open_held(held: HeldCase) -> str:
    member: User = member_for_confirmed_address(held.email, held.name, held.locale)
    case = open_held(member, held, leads_to="/cases/{reference}")
    flash(_("Sent. Only you, staff and whom you let in can read it."), "success")
    return case_path(member, case.reference)
