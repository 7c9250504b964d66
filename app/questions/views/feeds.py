"""Atom feeds of new and of solved questions, of everything or of one product or topic."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.accounts.gates import me, public
from app.catalogue.brand import brand
from app.catalogue.models import Brand
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Unseen
from app.labels.algebra import Status
from app.labels.presenting import Presented, present
from app.questions import atom
from app.questions.lists import Tab, Wanted, accepted_answers, listed, newest
from app.questions.models import Question
from app.questions.views import blueprint
from app.questions.views.narrowing import choice_of

SIZE = 30
WARNED = frozenset({Status.UNOFFICIAL, Status.DISPUTED, Status.CORRECTED})
TABS = {"new": Tab.RECENT, "solved": Tab.SOLVED}


@blueprint.get("/feeds/<name>.atom")
@public
def feed(name: str) -> Response:
    if name not in TABS:
        raise Unseen
    only = MultiDict({key: request.args.get(key, "") for key in ("product", "tag")})
    choice = choice_of(only)
    wanted = Wanted(TABS[name], product=choice.wanted.product, tag=choice.wanted.tag)
    questions = _questions(wanted)
    body = atom.feed(**_head(name, wanted), entries=entries_of(questions))
    response = Response(body, mimetype="application/atom+xml")
    response.add_etag()
    response.make_conditional(request)
    return response


def _questions(wanted: Wanted) -> Sequence[Question]:
    if wanted.tab is Tab.SOLVED:
        return listed(me(), wanted, size=SIZE).items
    return newest(me(), wanted, size=SIZE)


def _head(name: str, wanted: Wanted) -> dict[str, Any]:
    site, community = _site(), _("%(brand)s Community", brand=brand().name)
    about = " · ".join(
        part for part in (wanted.product and wanted.product.name, wanted.tag and wanted.tag.slug) if part
    )
    title = _("Solved questions") if name == "solved" else _("New questions")
    only: dict[str, Any] = {"product": wanted.product and wanted.product.slug, "tag": wanted.tag and wanted.tag.slug}
    at = site + url_for("questions.feed", name=name, **only)
    opened = db.session.scalar(db.select(Brand.opened_at)) or now().replace(hour=0, minute=0, second=0)
    return {
        "id": at,
        "title": " · ".join(part for part in (title, about, community) if part),
        "author": community,
        "site": site,
        "at": at,
        "of": f"{site}/questions" + ("?tab=solved" if name == "solved" else ""),
        "empty_at": opened,
    }


def entries_of(questions: Sequence[Question]) -> list[atom.Entry]:
    """Each question with its label in front; what solved it follows, with its own."""
    answers = accepted_answers(question for question in questions if question.solved_at)
    shown = dict(zip((one.id for one in answers.values()), present(answers.values()), strict=True))
    return [
        _entry(question, one, shown[answer.id] if (answer := answers.get(question.id)) else None)
        for question, one in zip(questions, present(questions), strict=True)
    ]


def _entry(question: Question, one: Presented, answer: Presented | None) -> atom.Entry:
    said = [one, *([answer] if answer else [])]
    moments = [question.created_at, question.edited_at, question.solved_at, *(post.label.as_of for post in said)]
    return atom.Entry(
        id=f"tag:{urlsplit(_site()).hostname},{one.created_at:%Y-%m-%d}:question-{one.id}",
        title=title_of(one),
        url=f"{_site()}{one.url}",
        published=one.created_at,
        updated=max(moment for moment in moments if moment),
        author=one.author,
        status=one.label.status.value,
        label=str(one.label.text),
        parts=[atom.Part(str(post.label.text), post.html) for post in said],
        language=one.language,
        topics=[tag.slug for tag in question.tags],
    )


def title_of(one: Presented) -> str:
    """Only a caution goes before a title: a reader sees it in a list of titles, where no label line stands."""
    if one.label.status not in WARNED:
        return one.title
    words = {
        Status.UNOFFICIAL: _("Unofficial claim"),
        Status.DISPUTED: _("Reports differ"),
        Status.CORRECTED: _("Corrected"),
    }
    return f"{words[one.label.status]}: {one.title}"


def _site() -> str:
    return str(current_app.config["BASE_URL"])
