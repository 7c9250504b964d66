"""Atom feeds: questions (new, waiting, solved; of everything or of one product or topic), articles, corrections, and what
is said in one thread. Each holds what a guest may read, whoever asks for it."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.accounts.actors import Guest
from app.accounts.gates import public
from app.kit.errors import Unseen
from app.kit.pressing import Answer
from app.knowledge.queries import published_page
from app.labels.presenting import present
from app.labels.recent import corrections
from app.posts.addresses import address_of
from app.questions import atom
from app.questions.entries import entry_of
from app.questions.lists import Tab, Wanted, accepted_answers, listed, newest
from app.questions.merged import gathered_in
from app.questions.models import Question
from app.questions.said import said_in
from app.questions.views import blueprint
from app.questions.views.feed_file import Told, place_sent, sent, site_address
from app.questions.views.narrowing import choice_of

SIZE = 30
NARROWED_BY = ("product", "tag")
Source = Callable[[str | None], Told]


@blueprint.get("/feeds/<name>.atom")
@public
def feed(name: str) -> Response:
    if name not in FEEDS:
        raise Unseen
    number, after = place_sent()
    return sent(FEEDS[name](after), url_for("questions.feed", name=name), number=number, after=after)


@blueprint.get("/feeds/questions/<int:question_id>.atom")
@public
def thread_feed(question_id: int) -> Answer:
    """What is said in one thread, the latest change first: a correction comes up again as an entry that has changed."""
    if target := gathered_in(Guest(), question_id):
        return redirect(url_for("questions.thread_feed", question_id=target.id), 308)
    question, posts = said_in(question_id)
    title, topics = question.title or "", [tag.slug for tag in question.tags]
    shown = present([question, *posts])
    entries = [entry_of(one, site=site_address(), title=title, topics=topics) for one in shown]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return sent(Told(title, entries, address_of(question)), request.path)


def _narrowed() -> Wanted:
    given = [(name, value) for name in NARROWED_BY for value in request.args.getlist(name)]
    return choice_of(MultiDict(given)).wanted


def _questions(tab: Tab, title: Callable[[], str]) -> Source:
    def told(after: str | None) -> Told:
        narrowed = _narrowed()
        wanted = Wanted(tab, product=narrowed.product, tag=narrowed.tag)
        page = (newest if tab is Tab.RECENT else listed)(Guest(), wanted, after=after, size=SIZE)
        only = {name: thing for name in NARROWED_BY if (thing := getattr(wanted, name)) is not None}
        return Told(
            " · ".join([title(), *(getattr(thing, "name", thing.slug) for thing in only.values())]),
            entries_of(page.items),
            _list_of(tab, wanted),
            page.next_cursor,
            {name: thing.slug for name, thing in only.items()},
        )

    return told


def _list_of(tab: Tab, wanted: Wanted) -> str:
    """The list for people that shows the same."""
    values: dict[str, Any] = {} if tab is Tab.RECENT else {"tab": tab.value}
    if wanted.tag is None and wanted.product is None:
        return url_for("questions.index", **values)
    if wanted.tag is None:
        return url_for("questions.product", slug=wanted.product.slug, **values)  # type: ignore[union-attr]
    narrower: dict[str, Any] = {"product": wanted.product.slug} if wanted.product else {}
    return url_for("questions.tag", slug=wanted.tag.slug, **values, **narrower)


def entries_of(questions: Sequence[Question]) -> list[atom.Entry]:
    """Each question with its label in front; what solved it follows, with its own."""
    answers = accepted_answers(question for question in questions if question.solved_at)
    shown = dict(zip((one.id for one in answers.values()), present(answers.values()), strict=True))
    return [
        entry_of(
            one,
            site=site_address(),
            below=[shown[answer.id]] if (answer := answers.get(question.id)) else [],
            topics=[tag.slug for tag in question.tags],
            moments=[question.solved_at],
        )
        for question, one in zip(questions, present(questions), strict=True)
    ]


def _articles(after: str | None) -> Told:
    product = _narrowed().product
    page = published_page(product=product.slug if product else None, after=after, size=SIZE)
    entries = [
        entry_of(
            one,
            site=site_address(),
            topics=[tag.slug for tag in article.tags],
            moments=[article.published_at, article.checked_at],
        )
        for article, one in zip(page.items, present(page.items), strict=True)
    ]
    only: dict[str, Any] = {"product": product.slug} if product else {}
    title = " · ".join([_("Articles"), *([product.name] if product else [])])
    return Told(title, entries, url_for("knowledge.index", **only), page.next_cursor, only)


def _corrections(after: str | None) -> Told:
    """Whatever is corrected now, in questions, answers, comments and articles, the latest correction first."""
    page = corrections(after=after, size=SIZE)
    entries = [entry_of(one.shown, site=site_address(), title=one.title, moments=[one.at]) for one in page.items]
    return Told(_("Corrections"), entries, url_for("site.home"), page.next_cursor)


FEEDS: dict[str, Source] = {
    "new": _questions(Tab.RECENT, lambda: _("New questions")),
    "waiting": _questions(Tab.WAITING, lambda: _("Waiting questions")),
    "solved": _questions(Tab.SOLVED, lambda: _("Solved questions")),
    "articles": _articles,
    "corrections": _corrections,
}
