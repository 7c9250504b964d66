"""The asker's word on an answer, from a mail: a page with the answer and one button. The link shows, the button does."""

from flask import flash, g, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import public
from app.kit.forms import Press
from app.labels.presenting import present_one
from app.notifications.actions import say_word
from app.notifications.links import SaidBy, Word, read_word
from app.notifications.views.blueprint import blueprint
from app.posts.addresses import address_of
from app.questions.models import Answer
from app.questions.queries import visible_answer


@blueprint.route("/word/<token>", methods=["GET", "POST"])
@public
def word(token: str) -> Response:
    said = read_word(token)
    if said is None:
        return _sent(render_template("notifications/old_link.html", noindex=True), 410)
    answer = visible_answer(said.user, said.answer_id)
    form = Press()
    if form.submitted():
        fine, _nothing = form.attempt(lambda: say_word(said))
        if fine:
            flash(_thanks(said), "success")
            return redirect(address_of(answer.question))
    return _sent(_page(said, answer, form), 200 if request.method == "GET" else g.get("form_status", 422))


def _sent(page: str, status: int) -> Response:
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _thanks(said: SaidBy) -> str:
    if said.word is Word.SOLVED:
        return _("Thank you: your question is solved, and others can see what helped.")
    return _("Thank you for telling us. The question goes on.")


def _page(said: SaidBy, answer: Answer, form: Press) -> str:
    solved = said.word is Word.SOLVED
    return render_template(
        "notifications/word.html",
        form=form,
        name=said.user.display_name,
        shown=present_one(answer),
        question={"title": answer.question.title, "url": address_of(answer.question)},
        solved=solved,
        said_already=answer.accepted_at is not None if solved else answer.did_not_help_at is not None,
        noindex=True,
    )
