"""Merging a question into another: looking for the other one, what will happen, the reason; and undoing it."""

import re
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.gates import me, myself, people
from app.extensions import db
from app.kit.errors import Invalid, Refused
from app.kit.forms import sent_back
from app.kit.pressing import Answer as Page
from app.kit.pressing import press
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.presenting import Presented, present_one
from app.posts.addresses import address_of
from app.posts.kinds import PostKind
from app.questions.actions.merging import merge, stands_against
from app.questions.actions.unmerging import undo_merge
from app.questions.forms.merging import MergeForm
from app.questions.merged import Gathering, gathering, question_named
from app.questions.models import Ending, Question
from app.questions.permissions import can_merge, can_undo_merge
from app.questions.queries import visible_question
from app.questions.views import blueprint
from app.search.queries import similar_posts

WORDS_MAX = 300
FOUND_MAX = 8
NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


@blueprint.route("/questions/<int:question_id>/merge", methods=["GET", "POST"])
@people
def merging(question_id: int) -> Page:
    question = visible_question(me(), question_id)
    require(can_merge(me(), question))
    into = _chosen(request.values.get("into", ""))
    if into is None:
        return _looking(question) if request.method == "GET" else sent_back(_looking(question))
    form = MergeForm()
    if form.submitted():
        fine, _done = form.attempt(lambda: merge(myself(), question, into, reason=form.reason.data))
        if fine:
            flash(_("Merged. Both askers are told why. It can be undone within seven days."), "success")
            return redirect(address_of(into))
    against = stands_against(question, into)
    if not against and not form.form_errors:
        g.form_status = 409
        form.refuse(Refused(against.reason, **against.params))
    page = render_template(
        "questions/merge.html",
        **_about(question),
        form=form,
        target=present_one(into),
        may=bool(against),
        effects=_effects(gathering(me(), question, into), question, into) if against else [],
        words="",
    )
    return page if request.method == "GET" and against else sent_back(page)


def _looking(question: Question) -> Any:
    """The first step: the other question, by its number, its address, or words."""
    words = request.args.get("q", "").strip()[:WORDS_MAX]
    named = question_named(me(), words) if words else None
    if named is not None:
        return redirect(url_for("questions.merging", question_id=question.id, into=named.id))
    found = _similar(question, words or question.title or "")
    return render_template("questions/merge.html", **_about(question), target=None, words=words, found=found)


def _similar(question: Question, words: str) -> list[Presented]:
    found: list[Presented] = similar_posts(me(), words, limit=FOUND_MAX)  # type: ignore[assignment]
    return [one for one in found if one.kind is PostKind.QUESTION and one.id != question.id]


def _about(question: Question) -> dict[str, Any]:
    return {"question": question, "one": present_one(question), "back": address_of(question), "noindex": True}


def _chosen(raw: str) -> Question | None:
    if not raw:
        return None
    if not NUMBER.fullmatch(raw) or len(request.values.getlist("into")) > 1:
        raise Invalid(N_("This is not the number of a question."))
    found = question_named(me(), raw)
    if found is None:
        raise Invalid(N_("There is no question with this number that you may see."))
    return found


def _effects(seen: Gathering, question: Question, into: Question) -> list[str]:
    """What the button will do, in the order in which people notice it."""
    answers = ngettext("%(num)s answer", "%(num)s answers", seen.answers)
    comments = ngettext("%(num)s comment", "%(num)s comments", seen.comments)
    effects = [_("%(answers)s and %(comments)s move there, with their labels.", answers=answers, comments=comments)]
    if seen.accepted:
        effects.append(_("What %(name)s accepted is no longer marked as the solution: there, only %(other)s says what solved it.", name=question.author.display_name, other=into.author.display_name))  # fmt: skip
    effects.append(ngettext("%(num)s more person has it too there; whoever said so in both is counted once.", "%(num)s more people have it too there; whoever said so in both is counted once.", seen.too))  # fmt: skip
    effects.append(_("Votes stay with their answers; none are added up."))
    effects.append(_("Whoever follows this question follows the other one, and is told why."))
    effects.append(_("This address, and those of all its posts, lead there. Its text stays readable from there."))
    return effects


@blueprint.route("/questions/<int:question_id>/merge/undo", methods=["GET", "POST"])
@people
def undo_merging(question_id: int) -> Page:
    question = visible_question(me(), question_id)
    return press(
        lambda: undo_merge(myself(), question),
        may=can_undo_merge(me(), db.session.get(Ending, question.id)),
        title=_("Undo the merge?"),
        sentence=_("Its answers and comments come back here. What was written there since then stays there."),
        yes=_("Undo the merge"),
        said=_("The question stands on its own again."),
        back=address_of(question),
    )
