"""The page of the one question: from the mail by a signed link, or signed in; and nobody else's."""

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, public
from app.accounts.models import User
from app.cases.models import Case
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.forms import sent_back
from app.posts.addresses import address_of
from app.questions.models import Question
from app.satisfaction.actions import say
from app.satisfaction.forms import MarkForm
from app.satisfaction.links import read_link
from app.satisfaction.models import Satisfaction
from app.satisfaction.permissions import can_say
from app.satisfaction.queries import asked_as

blueprint = Blueprint("satisfaction", __name__)
blueprints = (blueprint,)


@blueprint.route("/satisfaction/by-mail/<token>", methods=["GET", "POST"])
@public
def by_mail(token: str) -> Response:
    found = read_link(token)
    if found is None:
        return _kept_nowhere(render_template("satisfaction/old_link.html", noindex=True), 410)
    return _answer(*found)


@blueprint.route("/satisfaction/<asked_reference>", methods=["GET", "POST"])
@member
def asked(asked_reference: str) -> Response:
    found, actor = asked_as(asked_reference), me()
    if found is None or not isinstance(actor, User) or found.asker_id != actor.id:
        raise Unseen
    return _answer(actor, found)


def _answer(actor: User, found: Satisfaction) -> Response:
    form = MarkForm(data={"comment": found.comment})
    if form.submitted():
        fine, _nothing = form.attempt(
            lambda: say(actor, found, mark=int(form.mark.data), comment=form.comment.data or "")
        )
        if fine:
            flash(_("Thank you. Only team leads read this, and without your name."), "success")
            response: Response = redirect(request.path)
            response.headers["Cache-Control"] = "no-store"
            return response
    page = _page(actor, found, form)
    return _kept_nowhere(page) if request.method == "GET" else _kept_nowhere(*sent_back(page))


def _page(actor: User, found: Satisfaction, form: MarkForm) -> str:
    question = db.session.get(Question, found.question_id) if found.question_id else None
    case = db.session.get(Case, found.case_id) if found.case_id else None
    return render_template(
        "satisfaction/ask.html",
        form=form,
        asked=found,
        title=question.title if question else "",
        back=address_of(question) if question else f"/cases/{case.reference}" if case else "/",
        open=bool(can_say(actor, found)),
        noindex=True,
    )


def _kept_nowhere(page: str, status: int = 200) -> Response:
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
