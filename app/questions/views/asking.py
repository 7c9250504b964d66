"""Asking: the form, what is similar, and the question that comes of it."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _

from app.accounts.gates import me, public
from app.accounts.models import User
from app.activity.once import earlier_result, keep_result
from app.cases.actions.opening import attach_private_details
from app.images.adding import image_sent
from app.kit import edge
from app.kit.forms import Form, Words, sent_back
from app.kit.pressing import Answer as Page
from app.kit.verdicts import require
from app.knowledge.actions.linking import link
from app.knowledge.states import LinkKind
from app.known_issues.braking import MustBeHeld
from app.posts.addresses import address_of
from app.posts.kinds import PostKind
from app.questions import drafts
from app.questions.actions.asking import ask as ask_question
from app.questions.actions.shown import note_shown
from app.questions.forms.asking import AskForm
from app.questions.models import Question
from app.questions.permissions import can_ask
from app.questions.views import blueprint
from app.questions.views.ask_form import (
    QUERY_MAX,
    ask_form,
    earlier_question,
    issue_told_of,
    numbers_sent,
    page_of,
    similar_to,
)
from app.questions.views.held_back import wait_for_staff
from app.questions.views.holding import as_written, hold_for_guest
from app.questions.views.minimising import made_minimal, previewed, put_back


@blueprint.route("/questions/ask", methods=["GET", "POST"])
@public
def ask() -> Page:
    image = image_sent()
    reader = me()
    if request.method == "GET" and not reader.is_guest:
        require(can_ask(reader))
    form = ask_form(reader)
    if image:
        return image.back(form, lambda: render_template("questions/ask.html", **page_of(form)))
    if request.form.get("step") == "similar":
        return _look_first(form)
    if request.form.get("step") == "put-back":
        put_back(form)
        return _look_first(form)
    if form.submitted():
        if led := earlier_result(form.once.data):
            return redirect(led)
        if made_minimal(form):
            return sent_back(render_template("questions/ask.html", **page_of(form)))
        fine, address = form.attempt(
            lambda: publish(reader, form) if isinstance(reader, User) else hold_for_guest(form)
        )
        if fine:
            keep_result(form.once.data, address)
            return redirect(address)
    page = render_template("questions/ask.html", **page_of(form))
    return page if request.method == "GET" else sent_back(page)


def _look_first(form: AskForm) -> Page:
    """The same form, with what is similar; nothing is checked yet but the token."""
    form.validate()
    stale = form.errors.get("csrf_token")
    for field in form:
        field.errors = [] if field.name != "csrf_token" else field.errors
    form.form_errors = []
    page = render_template("questions/ask.html", **page_of(form, looked=True))
    return sent_back(page) if stale else page


def publish(member: User, form: AskForm) -> str:
    """Asks, and keeps what belongs to the question but is not in it; gives the question's address."""
    try:
        question = _asked(member, form)
    except MustBeHeld as stop:
        drafts.forget(member, drafts.ASKING)
        return wait_for_staff(member, stop.issue, PostKind.QUESTION, as_written(form))
    attach_private_details(member, question, text=form.private.data or "")
    articles = note_shown(member, question, shown=numbers_sent("shown"), opened=numbers_sent("opened"))
    for article_id in articles:
        link(member, question_id=question.id, article_id=article_id, kind=LinkKind.ASKED_WITH)
    drafts.forget(member, drafts.ASKING)
    flash(_("Your question is published. We tell you when somebody answers."), "success")
    return address_of(question)


def _asked(member: User, form: AskForm) -> Question:
    category, (product, version) = form.own_category, form.chosen_product
    return ask_question(
        member,
        title=form.title.data,
        body=form.body.data,
        category=category,
        product=product,
        version=version,
        tags=form.chosen_tags,
        language=form.text_language,
        earlier=earlier_question(form),
    )


class QuestionPreview(Form):
    body = Words()


@blueprint.post("/questions/ask/preview")
@public
def preview_question() -> Page:
    """How a question will look in public, without what goes to staff alone. Nothing is kept."""
    form = QuestionPreview()
    if not form.submitted():
        return _("No preview: the text is too long, or the page has been open for too long."), 422
    edge.release()
    return previewed(form.body.data or "")


@blueprint.get("/questions/similar")
@public
def similar() -> Page:
    words = request.args.get("q", "")[:QUERY_MAX]
    issue = issue_told_of(words, request.args.get("product", ""))
    return render_template("questions/parts/similar.html", items=similar_to(words), words=words.strip(), issue=issue)
