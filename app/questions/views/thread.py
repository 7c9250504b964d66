"""The page of one question."""

import re
from typing import Any

from flask import current_app, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from app.accounts.actors import Guest
from app.accounts.gates import me, public
from app.accounts.models import User
from app.catalogue.brand import brand_name
from app.kit.errors import Invalid
from app.kit.polling import polled
from app.kit.texts import N_
from app.knowledge.queries import articles_linked
from app.known_issues.beside import issue_beside
from app.labels.algebra import Status
from app.labels.presenting import present
from app.posts.addresses import address_of
from app.questions.events import QuestionEvent
from app.questions.merged import gathered_in, merged_into
from app.questions.paging import address_of_page
from app.questions.permissions import THREAD_KEEPERS, can_answer, can_reopen
from app.questions.queries import visible_question
from app.questions.structured import qa_page
from app.questions.thread import Thread, count_newer, read_thread
from app.questions.views import blueprint
from app.questions.views.acts import Act, acts_on_question
from app.questions.views.beside import crumbs, facts, story
from app.questions.views.composer import composer
from app.questions.views.notices import again_url, closed_by
from app.questions.views.private_side import private_side
from app.questions.views.shown import shown
from app.questions.views.turnbar import turn_bar

DIGITS_MAX = 9
PAGE = re.compile(r"[1-9]\d{0,3}", re.ASCII)


@blueprint.get("/questions/<int:question_id>")
@public
def short(question_id: int) -> Response:
    return redirect(address_of_page(visible_question(me(), question_id), _page_sent()), 301)


@blueprint.get("/questions/<int:question_id>/<slug>")
@public
def show(question_id: int, slug: str) -> str | Response:
    wanted = _page_sent()
    thread = read_thread(me(), question_id, wanted)
    if thread.ending is not None and (gathered := gathered_in(me(), question_id)):
        return redirect(address_of(gathered), 308)
    address = address_of_page(thread.question, thread.page)
    if request.path != address.partition("?")[0] or request.args.get("page", "2") == "1":
        return redirect(address, 301)
    if thread.page != wanted:
        return redirect(address)
    return render_template("questions/show.html", **_page(thread, me(), current_app.config["BASE_URL"]))


def _page_sent() -> int:
    sent = request.args.getlist("page")
    if not sent:
        return 1
    if len(sent) > 1 or not PAGE.fullmatch(sent[0]):
        raise Invalid(N_("There is no such page. Start again from the top of the question."))
    return int(sent[0])


def _page(thread: Thread, reader: User | Guest, site: str) -> dict[str, Any]:
    question, one, votes = thread.question, thread.said.shown, thread.beside.mine.votes
    open_to_reader = not reader.is_guest and bool(can_answer(reader, question))
    mine = thread.beside.mine
    g.about_product = question.product_id
    return {
        "question": question,
        "asked": shown(thread.said, question, reader),
        "answers": [shown(said, question, reader, votes) for said in thread.answers],
        "answers_shown": thread.answers_shown,
        "page": thread.page,
        "pages": thread.pages,
        "earlier_url": address_of_page(question, thread.page - 1) if thread.page > 1 else None,
        "later_url": address_of_page(question, thread.page + 1) if thread.page < thread.pages else None,
        "turn_bar": turn_bar(question, reader),
        "private_side": private_side(question, reader),
        "known_issue": issue_beside(question, reader, thread.beside.linked),
        "closed": closed_by(thread),
        "composer": composer(reader, question) if open_to_reader and isinstance(reader, User) else None,
        "thread_acts": acts_on_question(question, reader, too=mine.has_it_too, follows=mine.follows),
        "reopening": _reopening(question, reader),
        "crumbs": crumbs(question),
        "facts": facts(question),
        "articles": articles_linked(thread.beside.linked),
        "story": story(thread, reader),
        "merged": present(merged_into(reader, question)) if took_in(thread) else [],
        "unmerges": reader.has(*THREAD_KEEPERS),
        "newest_id": thread.newest_id,
        "feeds": [(_("This question"), url_for("questions.thread_feed", question_id=question.id))]
        if question.is_visible
        else [],
        "canonical": site + address_of_page(question, thread.page),
        "share_title": f"{one.title} · {one.label.text}",
        "description": f"{one.label.text}: {one.excerpt(150)}" if one.text else str(one.label.text),
        "noindex": one.label.status is Status.WITHDRAWN or not question.is_visible,
        "json_ld": _structured(thread, site) if thread.page == 1 and reader.is_guest else None,
    }


def _structured(thread: Thread, site: str) -> dict[str, Any] | None:
    """For machines, which do not sign in."""
    answers = [said.shown for said in thread.answers]
    return qa_page(thread.said.shown, answers, site=site, brand=brand_name(), more=thread.answers_shown - len(answers))


def took_in(thread: Thread) -> bool:
    return any(event.kind == QuestionEvent.TOOK_IN.value for event in thread.events)


def _reopening(question: Any, reader: User | Guest) -> Act | None:
    """The asker of a closed question: opens it again within two weeks, asks anew later."""
    if reader.is_guest or reader.id != question.author_id or question.is_active or question.ended_at:
        return None
    if can_reopen(reader, question):
        return Act("", f"/questions/{question.id}/reopening")
    return None if question.archived_at else Act("", again_url(question))


@blueprint.get("/questions/<int:question_id>/fresh")
@public
def fresh(question_id: int) -> Response:
    """How much was said since the post `after`, for pages that are open."""
    after = request.args.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= DIGITS_MAX):
        raise Invalid(N_("This is not the number of a post."))
    question = visible_question(me(), question_id)
    count = count_newer(me(), question.id, int(after))
    text = ngettext("%(num)s new post: show it", "%(num)s new posts: show them", count)
    return polled(count=count, text=text)
