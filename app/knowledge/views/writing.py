"""Writing articles: from an answer, from nothing, and the next version of one."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself
from app.activity.once import earlier_result, keep_result
from app.catalogue.models import Product
from app.extensions import db
from app.images.adding import image_sent
from app.kit.forms import Press, sent_back
from app.kit.markup import SourceFormat, TooLong, render
from app.kit.verdicts import require
from app.knowledge.actions.drafting import draft_from_answer, draft_new, settled, usual_scope
from app.knowledge.actions.editing import edit as edit_text
from app.knowledge.forms.articles import FromAnswerForm, NewForm, TextForm
from app.knowledge.models import ArticleDraft
from app.knowledge.open_gaps import cluster_with
from app.knowledge.permissions import can_draft, can_edit_article, can_see_desk
from app.knowledge.queries import article_from, visible_article
from app.knowledge.sources import doubted
from app.knowledge.views import blueprint
from app.labels.presenting import present
from app.posts.kinds import Voice
from app.posts.voices import roles_to_write_in, voice_of
from app.questions.queries import visible_answer


def _products() -> list[Product]:
    return list(db.session.scalars(select(Product).where(Product.retired_at.is_(None)).order_by(Product.place)))


@blueprint.route("/answers/<int:answer_id>/article", methods=["GET", "POST"])
@member
def from_answer(answer_id: int) -> str | Response | tuple[str, int]:
    answer = visible_answer(me(), answer_id)
    require(can_draft(me(), answer))
    if known := article_from(answer.id):
        return redirect(url_for("knowledge.short", article_id=known.id))
    product, versions = usual_scope(answer.question)
    form = FromAnswerForm(versions=versions)
    if form.submitted():
        fine, article = form.attempt(
            lambda: draft_from_answer(
                myself(), answer, override_reason=form.reason.data or "", versions=form.versions.data or ""
            )
        )
        if fine:
            flash(_("The draft is made. Put it in order, then hand it in."), "success")
            return redirect(url_for("knowledge.edit", article_id=article.id))
    asked, answered = present([answer.question, answer])
    page = render_template(
        "knowledge/from_answer.html",
        form=form,
        asked=asked,
        answered=answered,
        product=product,
        settled=settled(answer.question, answer),
        doubted=doubted(answer),
        noindex=True,
    )
    return sent_back(page) if request.method == "POST" else page


def _looked_for() -> list[str]:
    """The words of the gap that the article is to fill: as most people put it, then otherwise."""
    gap_id = request.args.get("gap", "")
    number = int(gap_id) if gap_id.isascii() and gap_id.isdigit() and len(gap_id) < 10 else 0
    cluster = cluster_with(me(), number) if number else None
    return [cluster.words, *cluster.wordings] if cluster else []


@blueprint.route("/articles/new", methods=["GET", "POST"])
@member
def new() -> str | Response | tuple[str, int]:
    image = image_sent()
    require(can_see_desk(me()))
    wanted = _looked_for()
    form = NewForm(title=wanted[0] if wanted else "", language=get_locale().language).with_choices(_products())
    may_speak = any(voice_of(role) is Voice.COMPANY for role in roles_to_write_in(myself()))

    def page() -> str:
        return render_template("knowledge/new.html", form=form, may_speak=may_speak, looked_for=wanted, noindex=True)

    if image:
        return image.back(form, page)
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, article = form.attempt(
            lambda: draft_new(
                myself(),
                title=form.title.data,
                body=form.body.data,
                product=form.chosen_product,
                versions=form.versions.data or "",
                half_life_days=form.half_life.data,
                tags=form.chosen_tags(),
                language=form.language.data,
                company=form.voice.data == "company",
            )
        )
        if fine:
            address = url_for("knowledge.review", article_id=article.id)
            keep_result(form.once.data, address)
            return redirect(address)
    return sent_back(page()) if request.method == "POST" else page()


@blueprint.route("/articles/<int:article_id>/edit", methods=["GET", "POST"])
@member
def edit(article_id: int) -> str | Response | tuple[str, int]:
    image = image_sent()
    article = visible_article(me(), article_id)
    require(can_edit_article(me(), article))
    draft = article.draft or ArticleDraft(
        title=article.title, source=article.source, product_id=article.product_id, versions=article.versions,
        half_life_days=article.half_life_days, reason="", edits=0, returned_note="",
    )  # fmt: skip
    form = TextForm().with_choices(_products(), article.product)

    def page() -> str:
        return render_template("knowledge/edit.html", form=form, article=article, draft=draft, noindex=True)

    if image:
        return image.back(form, page)
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, _draft = form.attempt(
            lambda: edit_text(
                myself(),
                article,
                title=form.title.data,
                body=form.body.data,
                product=form.chosen_product,
                versions=form.versions.data or "",
                half_life_days=form.half_life.data,
                reason=form.reason.data or "",
                seen=form.edits_seen,
            )
        )
        if fine:
            address = url_for("knowledge.review", article_id=article.id)
            keep_result(form.once.data, address)
            return redirect(address)
    elif request.method == "GET":
        form.filled_from(draft)
    return sent_back(page()) if request.method == "POST" else page()


@blueprint.post("/articles/preview")
@member
def preview() -> str | tuple[str, int]:
    """How a text will look: a fragment for the page of who writes."""
    if not Press().submitted():
        return "", 422
    try:
        return render(request.form.get("body", ""), SourceFormat.MARKDOWN).html
    except TooLong:
        return "", 422
