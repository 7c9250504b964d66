"""Answering and commenting, and how a text will look."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _

from app.accounts.gates import me, member, myself, public
from app.activity.once import earlier_result, keep_result
from app.cases.permissions import can_answer_on_the_thread
from app.cases.queries import open_case_of
from app.images.adding import image_sent
from app.kit import edge
from app.kit.errors import Unseen
from app.kit.forms import Form, Words, sent_back
from app.kit.markup import SourceFormat, render
from app.kit.pressing import Answer as Page
from app.kit.verdicts import Verdict, require
from app.known_issues.braking import MustBeHeld
from app.known_issues.held_texts import HeldWords
from app.labels.presenting import present_one
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.actions import answering
from app.questions.forms.thread import answer_form, comment_form, role_of
from app.questions.models import Question
from app.questions.permissions import can_answer, can_comment
from app.questions.queries import thread_of, visible_post, visible_question
from app.questions.views import blueprint
from app.questions.views.held_back import wait_for_staff
from app.questions.views.minimising import ask_about_details
from app.questions.views.places import place_of


@blueprint.route("/questions/<int:question_id>/answer", methods=["GET", "POST"])
@member
def answer(question_id: int) -> Page:
    image = image_sent()
    question = visible_question(me(), question_id)
    require(can_answer(me(), question))
    in_turn = can_answer_on_the_thread(me(), open_case_of(question.id) if me().is_staff else None)
    if request.method == "GET":
        require(in_turn)
    form = answer_form(myself(), question)

    def page() -> str:
        return render_template("questions/answer.html", form=form, one=present_one(question), question=question)

    if image:
        return image.back(form, page)
    if form.submitted():
        if led := earlier_result(form.once.data):
            return redirect(led)
        scope = form.scope.data if "scope" in form else ""
        fine, posted = form.attempt(lambda: _answered(in_turn, question, form, scope))
        if fine:
            return _posted(form, posted, question, _("Thank you. Your answer is published."))
    return page() if request.method == "GET" else sent_back(page())


def _answered(in_turn: Verdict, question: Question, form: Any, scope: str) -> Post | str:
    """The answer, or, while an incident holds what is new, the address of what waits."""
    require(in_turn)
    ask_about_details(form, myself().id, question)
    role = role_of(form)
    try:
        return answering.answer(myself(), question, body=form.body.data, role=role, scope=scope)
    except MustBeHeld as stop:
        words = HeldWords(form.body.data, role.value if role else "", scope)
        return wait_for_staff(myself(), stop.issue, PostKind.ANSWER, words, question)


@blueprint.route("/posts/<int:post_id>/comment", methods=["GET", "POST"])
@member
def comment(post_id: int) -> Page:
    image = image_sent()
    on, question = _commented(post_id)
    require(can_comment(me(), question))
    form = comment_form(myself(), question)

    def page() -> str:
        return render_template("questions/comment.html", form=form, one=present_one(on), back=place_of(on, question))

    if image:
        return image.back(form, page)
    if form.submitted():
        if led := earlier_result(form.once.data):
            return redirect(led)
        fine, posted = form.attempt(lambda: _commented_on(on, question, form))
        if fine:
            return _posted(form, posted, question, _("Your comment is published."))
    return page() if request.method == "GET" else sent_back(page())


def _commented_on(on: Post, question: Question, form: Any) -> Post | str:
    ask_about_details(form, myself().id, question)
    role = role_of(form)
    try:
        return answering.comment(myself(), on, question, body=form.body.data, role=role)
    except MustBeHeld as stop:
        words = HeldWords(form.body.data, role.value if role else "")
        return wait_for_staff(myself(), stop.issue, PostKind.COMMENT, words, on)


def _commented(post_id: int) -> tuple[Post, Question]:
    """The question or answer a comment is for, with its question. Nobody comments on comments."""
    on = visible_post(me(), post_id)
    thread = thread_of(on)
    if on.kind not in (PostKind.QUESTION, PostKind.ANSWER) or thread is None or not on.is_visible:
        raise Unseen
    return on, visible_question(me(), thread.id)


def _posted(form: Form, posted: Post | str, question: Question, said: str) -> Page:
    address = posted if isinstance(posted, str) else place_of(posted, question)
    keep_result(form.once.data, address)
    if isinstance(posted, Post):
        flash(said, "success")
    return redirect(address)


class PreviewForm(Form):
    body = Words()


@blueprint.post("/preview")
@public
def preview() -> Page:
    """How a text will look when it is published. Nothing is kept."""
    form = PreviewForm()
    if not form.submitted():
        return _("No preview: the text is too long, or the page has been open for too long."), 422
    edge.release()
    return render(form.body.data or "", SourceFormat.MARKDOWN).html
