"""One post of any kind: its place, its history, editing it, taking it back, finding it useful."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself, public
from app.extensions import db
from app.images.adding import image_sent
from app.kit.errors import Unseen
from app.kit.forms import sent_back
from app.kit.markup import diff_html
from app.kit.pressing import Answer as Page
from app.kit.pressing import press
from app.kit.verdicts import require
from app.labels.actions import status_of
from app.labels.edits import edit_said, edit_warning
from app.labels.presenting import present_one
from app.posts.models import Post, Revision
from app.questions.actions import answering, asking, following
from app.questions.forms.thread import EditForm, edit_form
from app.questions.models import Answer, Comment, Question
from app.questions.permissions import can_edit, can_vote, can_withdraw
from app.questions.queries import may_read, thread_of, visible_post
from app.questions.views import blueprint
from app.questions.views.minimising import ask_about_details
from app.questions.views.places import exact_place, place_of
from app.questions.voting import answer_to_vote_for

REVISIONS_MAX = 50


@blueprint.get("/posts/<int:post_id>")
@public
def place(post_id: int) -> Response:
    return redirect(exact_place(visible_post(me(), post_id)))


@blueprint.get("/posts/<int:post_id>/history")
@public
def history(post_id: int) -> str:
    post = visible_post(me(), post_id)
    if not may_read(me(), post):
        raise Unseen
    revisions = _revisions(post)
    steps = [(one, _difference(before, one)) for one, before in zip(revisions, [*revisions[1:], None], strict=True)]
    return render_template(
        "questions/history.html", one=present_one(post), steps=steps, back=place_of(post), noindex=True
    )


def _revisions(post: Post) -> list[Revision]:
    """The newest first."""
    query = select(Revision).where(Revision.post_id == post.id).options(joinedload(Revision.editor))
    return list(db.session.scalars(query.order_by(Revision.number.desc()).limit(REVISIONS_MAX)))


def _difference(before: Revision | None, after: Revision) -> Markup:
    """What the revision changed, its title above its text; nothing of it if personal data was erased from it."""
    if after.erased_at:
        return Markup("")
    earlier = "" if before is None or before.erased_at else _whole(before)
    return Markup(diff_html(earlier or _whole(after), _whole(after)))


def _whole(revision: Revision) -> str:
    return f"{revision.title}\n\n{revision.source}" if revision.title else revision.source


@blueprint.route("/posts/<int:post_id>/edit", methods=["GET", "POST"])
@member
def edit(post_id: int) -> Page:
    image = image_sent()
    post = visible_post(me(), post_id)
    require(can_edit(me(), post, thread_of(post)))
    form, back, status = edit_form(post), place_of(post), status_of(post)
    warning = edit_warning(myself(), post)

    def page() -> str:
        shown = present_one(post)
        return render_template("questions/edit.html", form=form, one=shown, back=back, warning=warning, noindex=True)

    if image:
        return image.back(form, page)
    if form.submitted():
        fine, changed = form.attempt(lambda: _edited(post, form))
        if fine:
            flash(_("Saved as a new version.") if changed else _("Nothing was changed."), "success")
            if lost := edit_said(status, status_of(post)):
                flash(str(lost), "warning")
            return redirect(place_of(post))
    return page() if request.method == "GET" else sent_back(page())


def _edited(post: Post, form: EditForm) -> bool:
    ask_about_details(form, myself().id, thread_of(post), post)
    return answering.edit(
        myself(),
        post,
        body=form.body.data or "",
        title=form.title.data if "title" in form else None,
        reason=form.reason.data or "",
        seen_revision=int(form.revision.data or 0),
    )


@blueprint.route("/posts/<int:post_id>/withdrawal", methods=["GET", "POST"])
@member
def withdrawal(post_id: int) -> Page:
    post = visible_post(me(), post_id)
    whole = isinstance(post, Question)
    return press(
        lambda: _withdraw(post),
        may=can_withdraw(me(), post),
        title=_("Withdraw your question?") if whole else _("Withdraw what you wrote?"),
        sentence=_("Its place stays and says that you withdrew it; the text is hidden. You can put it back."),
        yes=_("Withdraw"),
        said=_("Withdrawn. You can put it back whenever you like."),
        back=place_of(post),
        danger=True,
    )


@blueprint.route("/posts/<int:post_id>/withdrawal/undo", methods=["GET", "POST"])
@member
def undo_withdrawal(post_id: int) -> Page:
    post = visible_post(me(), post_id)
    return press(
        lambda: _put_back(post),
        may=can_withdraw(me(), post),
        title=_("Put it back?"),
        sentence=_("Everybody will be able to read it again."),
        yes=_("Put back"),
        said=_("It is back."),
        back=place_of(post),
    )


@blueprint.route("/posts/<int:post_id>/vote", methods=["GET", "POST"])
@member
def vote(post_id: int) -> Page:
    post = answer_to_vote_for(me(), post_id)
    return press(
        lambda: following.vote(myself(), post),
        may=can_vote(me(), post),
        title=_("Was this useful to you?"),
        sentence=_("It helps others to find what works. Nobody sees who said so."),
        yes=_("Useful"),
        said=_("Noted: this was useful to you."),
        back=place_of(post, post.question),
    )


@blueprint.route("/posts/<int:post_id>/vote/undo", methods=["GET", "POST"])
@member
def undo_vote(post_id: int) -> Page:
    post = answer_to_vote_for(me(), post_id)
    return press(
        lambda: following.undo_vote(myself(), post),
        title=_("Take back that this was useful?"),
        yes=_("Take it back"),
        said=_("Taken back."),
        back=place_of(post, post.question),
    )


def _withdraw(post: Post) -> None:
    if isinstance(post, Question):
        asking.withdraw(myself(), post)
    elif isinstance(post, Answer | Comment):
        answering.withdraw(myself(), post)


def _put_back(post: Post) -> None:
    if isinstance(post, Question):
        asking.undo_withdraw(myself(), post)
    elif isinstance(post, Answer | Comment):
        answering.undo_withdraw(myself(), post)
