"""Which mails somebody gets."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from app.accounts.gates import member, myself
from app.accounts.settings_tabs import tabs
from app.kit.forms import Form, Press, sent_back
from app.notifications.actions import choose_mails, try_again
from app.notifications.queries import mail_choice
from app.notifications.states import WANTS_NAMES, Wants
from app.notifications.views.blueprint import blueprint


class MailForm(Form):
    wants = RadioField(_l("Mails"), choices=[SelectChoice(one.value, _l(name)) for one, name in WANTS_NAMES.items()])


def _page(form: MailForm) -> str:
    choice = mail_choice(current_user.id)
    return render_template(
        "notifications/settings.html",
        form=form,
        tabs=tabs("notifications.settings"),
        paused_at=choice.paused_at,
        address=current_user.email,
        noindex=True,
    )


@blueprint.route("/settings/notifications", methods=["GET", "POST"])
@member
def settings() -> str | Response | tuple[str, int]:
    form = MailForm()
    if form.submitted():
        fine, _nothing = form.attempt(lambda: choose_mails(myself(), Wants(form.wants.data)))
        if fine:
            flash(_("Saved."), "success")
            return redirect(url_for("notifications.settings"))
    if request.method == "GET":
        form.wants.data = mail_choice(current_user.id).wants.value
    return _page(form) if request.method == "GET" else sent_back(_page(form))


@blueprint.post("/settings/notifications/again")
@member
def again() -> Response | tuple[str, int]:
    """Mails were paused because the address refused one; the person says that it works."""
    if Press().submitted():
        try_again(myself())
        flash(_("We send mails to %(address)s again.", address=current_user.email), "success")
        return redirect(url_for("notifications.settings"))
    form = MailForm(formdata=None)
    form.wants.data = mail_choice(current_user.id).wants.value
    return sent_back(_page(form))
