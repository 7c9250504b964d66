"""Lists of questions: everything, by topic, by product."""

from flask import current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts.gates import me, public
from app.catalogue.choices import product_named, tag_named
from app.catalogue.models import Product, Tag
from app.escalation.rows import rows_of
from app.kit.errors import Unseen
from app.kit.pressing import Answer as Page
from app.known_issues.presenting import shown
from app.known_issues.queries import open_issues
from app.questions.lists import Tab, listed
from app.questions.topics import tags_in_use
from app.questions.views import blueprint
from app.questions.views.narrowing import OWN, Choice, choice_of, options_of

ISSUES = 3


@blueprint.get("/questions")
@public
def index() -> Page:
    choice = choice_of(request.args)
    if choice.wanted.tab in OWN and me().is_guest:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return _list_page(choice, _("Questions"))


@blueprint.get("/tags")
@public
def tags() -> str:
    return render_template("questions/tags.html", tags=tags_in_use())


@blueprint.get("/tags/<slug>")
@public
def tag(slug: str) -> Page:
    found: Tag | None = tag_named(slug)
    if found is None:
        raise Unseen
    return _list_page(
        choice_of(request.args, tag=found, at=url_for("questions.tag", slug=slug)), found.slug, found.about
    )


@blueprint.get("/products/<slug>")
@public
def product(slug: str) -> Page:
    found: Product | None = product_named(slug)
    if found is None:
        raise Unseen
    g.about_product = found.id
    choice = choice_of(request.args, product=found, at=url_for("questions.product", slug=slug))
    issues = [shown(issue) for issue in open_issues(found.id, limit=ISSUES)]
    return _list_page(choice, found.name, found.about, versions=found.versions, issues=issues)


def _list_page(choice: Choice, title: str, about: str = "", **more: object) -> Page:
    page = listed(me(), choice.wanted, after=choice.after)
    reader_id = me().id
    return render_template(
        "questions/list.html",
        title=title,
        about=about,
        choice=choice,
        rows=rows_of(page.items, reader_id),
        next_url=choice.url(after=page.next_cursor) if page.next_cursor else None,
        first_url=choice.url() if choice.after else None,
        tabs=choice.tabs(signed_in=reader_id is not None),
        options=options_of(choice),
        feeds=choice.feeds(),
        canonical=current_app.config["BASE_URL"] + choice.url(after=choice.after),
        noindex=bool(choice.after or choice.wanted.tab in OWN or choice.is_narrowed),
        active="questions",
        empty=EMPTY[choice.wanted.tab](),
        **more,
    )


EMPTY = {
    Tab.RECENT: lambda: (_("Nobody has asked here yet"), _("Be the first: the community answers, and then our staff.")),
    Tab.WAITING: lambda: (_("Nobody is waiting"), _("Every question here has an answer.")),
    Tab.SOLVED: lambda: (_("Nothing solved yet"), _("Here you find questions whose asker said what solved them.")),
    Tab.MINE: lambda: (_("You have not asked anything yet"), _("Your questions and what became of them stand here.")),
    Tab.FOLLOWED: lambda: (_("You follow no question"), _("Press “Follow” on a question to find it here.")),
}
