"""The form for a question as it is opened: what it offers, what is filled in already, what is said beside it."""

import re
from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import get_locale
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.accounts.actors import Guest
from app.accounts.gates import me
from app.accounts.models import User
from app.catalogue.brand import brand_name
from app.catalogue.choices import offered_products, open_categories, tag_named
from app.catalogue.learned import peer_windows
from app.catalogue.models import Category, Product, ProductVersion
from app.escalation.noticing import promise_while_writing
from app.escalation.queries import promise_when_asking
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.texts import N_, Text
from app.known_issues.beside import likely
from app.known_issues.presenting import ShownIssue, shown
from app.known_issues.queries import issue_by_id
from app.labels.algebra import Status
from app.labels.presenting import Presented
from app.posts.models import TITLE_MAX
from app.questions import drafts
from app.questions.actions.shown import SHOWN_MAX
from app.questions.forms.asking import AskForm, GuestAskForm, Offered
from app.questions.models import Draft, Question
from app.questions.queries import visible_to
from app.questions.topics import common_tags
from app.search.queries import similar_posts

QUERY_MAX = 200
TAGS_SHOWN = 30
WORDS_MIN = 8
NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)
OTHERS_MAX = 6


def ask_form(reader: User | Guest) -> AskForm:
    """Empty, or with the draft, or with what the address carries over: words of a search, an earlier question."""
    opened = request.method == "GET"
    categories, products = open_categories(), offered_products(with_versions=True)
    carried = _carried_over(reader, categories, products)
    kept = drafts.read(reader, drafts.ASKING) if opened and isinstance(reader, User) and not carried else {}
    kind = GuestAskForm if reader.is_guest else AskForm
    form = kind(formdata=MultiDict(kept)) if kept else kind(data=carried)
    ticked = [int(value) for value in form.tags.data or () if NUMBER.fullmatch(value)][:TAGS_SHOWN]
    form.offer(Offered(categories, products, common_tags(TAGS_SHOWN, also=ticked)))
    form.restored = bool(kept)
    form.own_language = str(get_locale().language)
    if opened and not form.category.data and len(categories) == 1:
        form.category.data = str(categories[0].id)
    return form


def _carried_over(reader: User | Guest, categories: Sequence[Category], products: Sequence[Product]) -> dict[str, Any]:
    """What the address says: `title`, `earlier`, `product`, `category`, `tag`. What is unknown is left out."""
    given, found = request.args, dict[str, Any]()
    if request.method == "GET" and given.get("earlier"):
        question = _earlier(given["earlier"], reader)
        if question is None:
            raise Unseen
        found |= _as_before(question)
    if title := " ".join(given.get("title", "").split()):
        found["title"] = title[:TITLE_MAX]
    for category in categories:
        if category.slug == given.get("category"):
            found["category"] = str(category.id)
    for product in products:
        if product.slug == given.get("product"):
            found["product"] = f"p{product.id}"
    if given.get("tag") and (tag := tag_named(given["tag"])):
        found["tags"] = [str(tag.id)]
    return found


def _as_before(question: Question) -> dict[str, Any]:
    """The same title, category, product and topics as the question that this one follows."""
    found: dict[str, Any] = {"earlier": str(question.id), "title": question.title}
    found |= {"category": str(question.category_id), "tags": [str(tag.id) for tag in question.tags]}
    if question.product_id:
        found["product"] = f"v{question.version_id}" if question.version_id else f"p{question.product_id}"
    return found


def _earlier(raw: str, reader: User | Guest) -> Question | None:
    if not NUMBER.fullmatch(raw):
        return None
    return db.session.scalars(visible_to(reader).where(Question.id == int(raw))).unique().first()


def earlier_question(form: AskForm) -> Question | None:
    """The question this one follows; one that is no longer there is left out, and the new one asked without it."""
    return _earlier(form.earlier.data or "", me())


def numbers_sent(name: str) -> list[int]:
    """The posts that the page says were shown, or opened."""
    sent = request.form.getlist(name)[: SHOWN_MAX * 2]
    return [int(value) for value in sent if NUMBER.fullmatch(value)]


def page_of(form: AskForm, *, looked: bool = False) -> dict[str, Any]:
    """What the page shows beside the fields."""
    words = form.title.data or ""
    sent = request.method == "POST"
    return {
        "form": form,
        "guest": isinstance(form, GuestAskForm),
        "more_topics": len(form.offered.tags) == TAGS_SHOWN,
        "looked": looked,
        "words": words,
        "items": similar_to(words) if looked or (sent and numbers_sent("shown")) or (words and not sent) else [],
        "issue": issue_told_of(f"{words}\n{form.body.data or ''}", form.product.data or ""),
        "opened": numbers_sent("opened"),
        "promise": promise_sentence(form),
        "others": _other_windows(form),
        "earlier": earlier_question(form),
        "draft_at": _draft_time() if form.restored else None,
        "noindex": True,
    }


def promise_sentence(form: AskForm) -> Text | None:
    """What pressing Ask will lead to, and when, as far as it is filled in."""
    category = form.chosen_category or next(iter(form.offered.categories), None)
    if category is None:
        return None
    written = (form.title.data or "", form.body.data or "", form.private.data or "")
    promise = promise_while_writing(*written, category=category, tags=form.chosen_tags)
    return Text(promise.text, brand=brand_name(), **promise.times)


def _other_windows(form: AskForm) -> list[tuple[str, Text]]:
    """Until when the community has it in the categories where that differs from the one shown; a few, to stay short."""
    categories = form.offered.categories
    if form.chosen_category or not categories:
        return []
    windows = {number: found.window for number, found in peer_windows(categories).items()}
    others = [one for one in categories if windows[one.id] != windows[categories[0].id]][:OTHERS_MAX]
    promises = [(one.name, promise_when_asking(windows[one.id])) for one in others]
    return [(name, Text(N_("until %(community_until)s"), **promise.times)) for name, promise in promises]


def _draft_time() -> Any:
    return db.session.scalar(select(Draft.at).where(Draft.user_id == me().id, Draft.form == drafts.ASKING))


def similar_to(words: str) -> list[Presented]:
    """Threads and articles about the same thing, what is official first. Without the index nobody is kept from asking."""
    words = words.strip()[:QUERY_MAX]
    if len(words) < WORDS_MIN:
        return []
    found: list[Presented] = similar_posts(me(), words)  # type: ignore[assignment]
    return [one for one in found if one.label.status is not Status.WITHDRAWN]


def issue_told_of(words: str, chosen: str) -> ShownIssue | None:
    """The known issue that the words tell of, surely or perhaps. `chosen`: the product or version, as the form names them."""
    number = int(chosen[1:]) if NUMBER.fullmatch(chosen[1:]) else 0
    version = db.session.get(ProductVersion, number) if number and chosen[0] == "v" else None
    product_id = version.product_id if version is not None else number if number and chosen[0] == "p" else None
    if len(words.strip()) < WORDS_MIN:
        return None
    found = likely(words, product_id, version.id if version is not None else None)
    return shown(issue_by_id(found[0])) if found is not None else None
