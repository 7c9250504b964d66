"""What a person was told, as a list."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import HiddenField

from app.accounts.gates import member, myself
from app.kit import edge
from app.kit.errors import Invalid
from app.kit.forms import Form, sent_back
from app.kit.texts import N_
from app.notifications.actions import mark_all_read, mark_read, own
from app.notifications.queries import notifications_page, unread_count
from app.notifications.views.blueprint import blueprint

BIGGEST = 2**31 - 1


class ReadForm(Form):
    """The newest one that was on the list when the page was made."""

    up_to = HiddenField()

    def number(self) -> int:
        raw = self.up_to.data or ""
        if not (raw.isascii() and raw.isdigit() and int(raw[:10]) <= BIGGEST and len(raw) <= 10):
            raise Invalid(N_("This is not the number of a notification. Load the page again."))
        return int(raw)


def _list(form: ReadForm, after: str | None = None) -> str:
    page = notifications_page(myself(), after=after)
    form.up_to.data = str(max((one.id for one in page.items), default=0))
    return render_template(
        "notifications/index.html",
        page=page,
        form=form,
        unread=unread_count(current_user),
        next_url=url_for("notifications.index", after=page.next_cursor) if page.next_cursor else None,
        first=not after,
        noindex=True,
    )


@blueprint.get("/notifications")
@member
def index() -> str:
    return _list(ReadForm(), request.args.get("after"))


@blueprint.get("/notifications/<int:notification_id>")
@member
def follow(notification_id: int) -> Response:
    """To what it is about; read from then on, noted once the answer is made."""
    row = own(myself(), notification_id)
    edge.afterwards(mark_read, row.user_id, [row.id])
    return redirect(row.url)


@blueprint.post("/notifications/read")
@member
def read_all() -> Response | tuple[str, int]:
    form = ReadForm()
    if form.submitted():
        fine, _nothing = form.attempt(lambda: mark_all_read(myself(), up_to=form.number()))
        if fine:
            flash(_("All marked as read."), "success")
            return redirect(url_for("notifications.index"))
    return sent_back(_list(form))
