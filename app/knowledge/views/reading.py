"""Reading articles: the list, one article, and whether it helped."""

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, myself, public
from app.kit.forms import sent_back, without_unknown
from app.knowledge.actions.feedback import say_whether_it_helped
from app.knowledge.forms.articles import FeedbackForm
from app.knowledge.permissions import can_see_desk
from app.knowledge.queries import helped_counts, products_with_articles, published_page, visible_article
from app.knowledge.states import ArticleState
from app.knowledge.views import blueprint
from app.knowledge.views.shown import article_page, helped_line
from app.labels.presenting import present
from app.posts.addresses import address_of


@blueprint.get("/articles")
@public
def index() -> str:
    chosen: dict[str, Any] = without_unknown(request.args, {"product", "after"})
    page = published_page(product=chosen.get("product"), after=chosen.get("after"))
    counts = helped_counts([article.id for article in page.items])
    return render_template(
        "knowledge/index.html",
        articles=list(zip(page.items, present(page.items), strict=True)),
        helped={number: helped_line(count) for number, count in counts.items()},
        products=products_with_articles(),
        chosen=chosen.get("product"),
        next_url=url_for("knowledge.index", product=chosen.get("product"), after=page.next_cursor)
        if page.next_cursor
        else None,
        feeds=[(_("Articles"), url_for("questions.feed", name="articles", product=chosen.get("product")))],
        canonical=current_app.config["BASE_URL"] + url_for("knowledge.index", **chosen),
        noindex="after" in chosen,
        editor=bool(can_see_desk(me())),
        checking=ArticleState.NEEDS_CHECK,
    )


@blueprint.get("/articles/<int:article_id>")
@public
def short(article_id: int) -> Response:
    return redirect(address_of(visible_article(me(), article_id)), 301)


@blueprint.get("/articles/<int:article_id>/<slug>")
@public
def show(article_id: int, slug: str) -> str | Response:
    article = visible_article(me(), article_id)
    if article.published_revision is None:
        return redirect(url_for("knowledge.review", article_id=article.id))
    if request.path != address_of(article):
        return redirect(address_of(article), 301)
    return render_template("knowledge/show.html", **article_page(article, me()))


@blueprint.post("/articles/<int:article_id>/feedback")
@member
def feedback(article_id: int) -> str | Response | tuple[str, int]:
    article = visible_article(me(), article_id)
    form = FeedbackForm()
    if form.submitted():
        helped = form.helped.data == "yes"
        fine, _said = form.attempt(
            lambda: say_whether_it_helped(myself(), article, helped=helped, why=form.why.data or "")
        )
        if fine:
            flash(_("Thank you.") if helped else _("Thank you. Our editors will read it."), "success")
            return redirect(address_of(article))
    return sent_back(render_template("knowledge/show.html", **article_page(article, me(), form)))
