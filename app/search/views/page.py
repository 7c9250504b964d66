"""The page of a search."""

from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for
from flask_babel import get_locale
from markupsafe import Markup, escape

from app.accounts.gates import me, public
from app.kit import edge
from app.knowledge.actions.gaps import record_zero_results
from app.knowledge.states import GapKind
from app.search.backend import IndexBusy, IndexUnavailable
from app.search.expanding import also_searched
from app.search.highlights import Pieces
from app.search.language import guess_language
from app.search.marking import ask_for_rebuild
from app.search.people import beginning_with, called
from app.search.queries import Answer, answer, look
from app.search.suggestions import did_you_mean
from app.search.views.asked import PAGES, Asked, People, read
from app.search.views.facets import Names, address, chosen, facets, names, titles, values_of
from app.search.views.facts import Facts, facts

blueprint = Blueprint("search", __name__)

CARRIED = 150
"""Characters of the words that go along to other forms."""
RETRY_AFTER = 30
PEOPLE = People(called, beginning_with)


def marked(pieces: Pieces) -> Markup:
    """Plain pieces as safe HTML, the words that were looked for marked."""
    return Markup("").join(Markup("<mark>{}</mark>").format(text) if hit else escape(text) for text, hit in pieces)


@blueprint.get("/search")
@public
def index() -> str | tuple[str, int] | Response:
    known = facts()
    asked = read(request.args, values_of(known.products), PEOPLE)
    if asked.is_beyond:
        return _page(asked, known), 404
    if asked.is_empty:
        return _page(asked, known)
    language = guess_language(asked.words) or _locale()
    groups = known.groups_in(language)
    try:
        looked = look(me(), asked.query(groups))
        better = did_you_mean(asked.typed, looked.results, known.products.values())
    except IndexUnavailable as error:
        return _unavailable(asked, known, error), 503
    if not looked.results.total and not asked.is_narrowed:
        edge.afterwards(record_zero_results, asked.words, language)
    also = also_searched(asked.typed.words, groups)
    # What is said of a name that is nobody's has no number that tells when it is somebody's.
    if looked.seen and not asked.problems and (same := edge.bound("guest_pages").showing(looked, better, also)):
        return same
    found = answer(looked)
    if not found.found and asked.page > 1:
        return _page(asked, known, beyond=True), 404
    return _page(asked, known, found, **_meant(asked, better), also=also)


def _locale() -> str:
    locale = get_locale()
    return locale.language if locale else "en"


def _frame(asked: Asked, named: Names) -> dict[str, Any]:
    """What the page has with and without hits."""
    words = asked.words[:CARRIED]
    return {
        "asked": asked,
        "beyond": asked.is_beyond,
        "chosen": chosen(asked, named),
        "left_out": [titles()[facet] for facet in asked.left_out],
        "first_url": address(asked.at_page(1)),
        "bare_url": url_for("search.index", q=asked.words),
        "ask_with_words": url_for("questions.ask", title=words) if words else url_for("questions.ask"),
        "tell_url": url_for("knowledge.new_gap", words=words),
        "other_url": url_for("knowledge.new_gap", words=words, kind=GapKind.NOT_WHAT_I_LOOKED_FOR.value),
        "example_product": next(iter(named["product"]), "x200"),
        "marked": marked,
        "noindex": True,
        "hide_search": True,
    }


def _hits(asked: Asked, answer: Answer, named: Names) -> dict[str, Any]:
    more = answer.results.total > asked.query().page().stop
    return {
        "answer": answer,
        "facets": facets(asked, answer.results, named),
        "prev_url": address(asked.at_page(asked.page - 1)) if asked.page > 1 else None,
        "next_url": address(asked.at_page(asked.page + 1)) if more and asked.page < PAGES else None,
        "at_the_end": more and asked.page == PAGES,
    }


def _meant(asked: Asked, better: str | None) -> dict[str, Any]:
    return {"better": better, "better_url": address(asked.saying(better))} if better else {}


def _unavailable(asked: Asked, known: Facts, error: IndexUnavailable) -> str:
    if not isinstance(error, IndexBusy):
        edge.afterwards(ask_for_rebuild)
    g.retry_after = RETRY_AFTER
    return _page(asked, known, unavailable=True)


def _page(asked: Asked, known: Facts, found: Answer | None = None, **values: Any) -> str:
    named = names(known.products)
    hits = _hits(asked, found, named) if found is not None else {}
    return render_template("search/index.html", **{**_frame(asked, named), **hits, **values})
