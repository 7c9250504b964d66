"""Reviewing and looking after articles."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from app.accounts.gates import me, member, myself
from app.accounts.models import User
from app.extensions import db
from app.kit.clock import now
from app.kit.forms import Press, sent_back
from app.kit.markup import SourceFormat, render
from app.kit.verdicts import require
from app.knowledge.actions.editing import discard as drop_text
from app.knowledge.actions.editing import send_back, submit
from app.knowledge.actions.keeping import archive, ask_for_check, restore
from app.knowledge.actions.publishing import confirm, publish
from app.knowledge.comparing import changed_lines
from app.knowledge.forms.articles import KeepForm, ReviewForm
from app.knowledge.models import Article
from app.knowledge.permissions import can_archive, can_confirm, can_edit_article, can_publish, can_see_desk
from app.knowledge.personal import personal_data_in
from app.knowledge.queries import did_not_help, questions_of, visible_article, writer_of_published
from app.knowledge.scopes import scope_of_article
from app.knowledge.states import ArticleState, CheckReason, Stage
from app.knowledge.views import blueprint
from app.knowledge.views.shown import why_checked
from app.labels.presenting import label_of, present_one
from app.posts.addresses import address_of


def _writers(article: Article) -> str:
    ids = article.draft.writer_ids if article.draft else []
    named = {user.id: user.display_name for user in db.session.scalars(db.select(User).where(User.id.in_(ids)))}
    return ", ".join(named[number] for number in ids if number in named)


def _review_page(article: Article, form: ReviewForm) -> str:
    draft = article.draft
    may_publish = can_publish(me(), article, draft) if draft else None
    text = f"{draft.title}\n{draft.source}" if draft else ""
    return render_template(
        "knowledge/review.html",
        article=article,
        shown=present_one(article),
        draft=draft,
        draft_label=label_of(article, None, now()),
        html=render(draft.source, SourceFormat.MARKDOWN).html if draft else "",
        scope=scope_of_article(draft.product, draft.versions) if draft else "",
        writers=_writers(article),
        changes=changed_lines(f"{article.title}\n{article.source}", text)
        if draft and article.published_revision
        else None,
        personal=personal_data_in(text),
        may_publish=may_publish,
        may_edit=bool(can_edit_article(me(), article)),
        may_archive=bool(can_archive(me(), article)),
        in_review=bool(draft and draft.stage is Stage.IN_REVIEW),
        questions=questions_of(article.id),
        form=form,
        noindex=True,
    )


@blueprint.route("/articles/<int:article_id>/review", methods=["GET", "POST"])
@member
def review(article_id: int) -> str | Response | tuple[str, int]:
    article = visible_article(me(), article_id)
    require(can_see_desk(me()))
    form = ReviewForm(seen=article.draft.edits if article.draft else None)
    if request.method == "GET":
        return _review_page(article, form)
    if form.submitted():
        fine, _done = form.attempt(lambda: _decide(article, form))
        if fine and form.decision.data == "publish":
            flash(_("It is published."), "success")
            return redirect(address_of(article))
        if fine:
            flash(_("It went back to the writer with your note."), "success")
            return redirect(url_for("knowledge.desk"))
    return sent_back(_review_page(article, form))


def _decide(article: Article, form: ReviewForm) -> Any:
    note = form.note.data or ""
    if form.decision.data == "publish":
        return publish(myself(), article, reason=note, seen=form.seen.data)
    return send_back(myself(), article, note=note)


def _pressed(article_id: int, act: Any, done: str) -> Response | tuple[str, int]:
    article = visible_article(me(), article_id)
    form = Press()
    if form.submitted():
        fine, _result = form.attempt(lambda: act(me(), article))
        if fine:
            flash(done, "success")
            return redirect(
                url_for("knowledge.short" if article.published_revision else "knowledge.review", article_id=article.id)
            )
    for errors in form.errors.values():
        for error in errors:
            flash(error, "error")
    return sent_back(_review_page(article, ReviewForm(formdata=None)))


@blueprint.post("/articles/<int:article_id>/submission")
@member
def submission(article_id: int) -> Response | tuple[str, int]:
    return _pressed(article_id, submit, _("It is in review now. Another person reads and publishes it."))


@blueprint.post("/articles/<int:article_id>/discard")
@member
def discard(article_id: int) -> Response | tuple[str, int]:
    return _pressed(article_id, drop_text, _("The new text is gone. The published one stays."))


def _acts(article: Article) -> list[tuple[str, str]]:
    """What may be done to this article now, by whoever asks."""
    acts: list[tuple[str, str]] = []
    writer_id = writer_of_published(article)
    if writer_id and article.state is not ArticleState.ARCHIVED and can_confirm(me(), article, writer_id):
        acts.append(("confirm", _("It still holds: I checked it")))
    if article.state is ArticleState.PUBLISHED and can_edit_article(me(), article):
        acts.append(("check", _("Ask for a check")))
    if can_archive(me(), article):
        acts.append(("restore", _("Bring it back")) if article.state is ArticleState.ARCHIVED else ("archive", _("Put it into the archive")))  # fmt: skip
    return acts


@blueprint.route("/articles/<int:article_id>/keep", methods=["GET", "POST"])
@member
def keep(article_id: int) -> str | Response | tuple[str, int]:
    """Ask for a check, say that it still holds, archive, bring back."""
    article = visible_article(me(), article_id)
    require(can_see_desk(me()))
    form = KeepForm()
    form.act.choices = [SelectChoice(*act) for act in _acts(article)]
    if form.submitted():
        fine, _done = form.attempt(lambda: _keep(article, form.act.data, form.note.data or ""))
        if fine:
            flash(_("Done."), "success")
            return redirect(url_for("knowledge.short", article_id=article.id))
    page = render_template(
        "knowledge/keep.html",
        article=article,
        shown=present_one(article),
        form=form,
        why=why_checked(article),
        complaints=did_not_help(article),
        noindex=True,
    )
    return sent_back(page) if request.method == "POST" else page


def _keep(article: Article, act: str, note: str) -> Any:
    if act == "confirm":
        return confirm(myself(), article, note=note)
    if act == "check":
        return ask_for_check(me(), article, reason=CheckReason.HAND, note=note)
    return archive(myself(), article, note=note) if act == "archive" else restore(myself(), article, note=note)
