"""The link at the foot of each mail, and the button that mail programs make of its header (RFC 8058).

A link is followed by virus scanners too, so only a POST does something. That POST comes from a mail provider, without
our cookies or token: the signed link alone says whose mails stop.
"""

from flask import Response, make_response, render_template, request

from app.accounts.gates import public
from app.extensions import db
from app.kit.access import without_token
from app.notifications.actions import stop_mails
from app.notifications.links import StopFor, read_stop
from app.notifications.views.blueprint import blueprint
from app.posts.addresses import address_of
from app.posts.kinds import Standing
from app.questions.models import Question


def _page(template: str, status: int = 200, **values: object) -> Response:
    response = make_response(render_template(f"notifications/{template}.html", noindex=True, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _question(link: StopFor) -> dict[str, str] | None:
    question = db.session.get(Question, link.question_id) if link.question_id else None
    if question is None or question.standing is not Standing.VISIBLE:
        return None
    return {"title": question.title or "", "url": address_of(question)}


@blueprint.route("/unsubscribe/<token>", methods=["GET", "POST"])
@public
@without_token
def unsubscribe(token: str) -> Response:
    link = read_stop(token)
    if link is None:
        return _page("old_link", 410)
    if request.method == "POST":
        stop_mails(link)
    done = request.method == "POST"
    whose = {"all": link.question_id is None, "signs_in": link.user.password_hash is not None}
    return _page("unsubscribe", done=done, question=_question(link), path=request.path, **whose)
