"""The web pages of notices, decisions and personal data."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.actors import Guest
from app.accounts.gates import me, member, public
from app.accounts.limits import take
from app.accounts.models import User
from app.accounts.queries import actor as person_as_actor
from app.activity.once import earlier_result, keep_result
from app.decisions.actions import Sender, decide, remove_own_data, report
from app.decisions.forms import CutForm, ReportForm, lines_of, report_form
from app.decisions.limits import reports_from
from app.decisions.models import MEASURE_NAMES, Ground, Measure
from app.decisions.permissions import Subject, can_remove_own_data, can_report
from app.decisions.queries import decision_for, post_of_any_kind, rule_by_id, somebody, subject_of
from app.decisions.rule_choices import rule_title
from app.kit.errors import Unseen
from app.kit.forms import sent_back
from app.kit.verdicts import require
from app.labels.presenting import present_one
from app.posts.addresses import address_of
from app.posts.models import Post
from app.questions.queries import may_read

blueprint = Blueprint("decisions", __name__)
blueprints = (blueprint,)

Answer = str | tuple[str, int] | Response


@blueprint.route("/posts/<int:post_id>/report", methods=["GET", "POST"])
@public
def report_post(post_id: int) -> Answer:
    """A notice on a post; signed in or not."""
    return _report(lambda: post_of_any_kind(me(), post_id))


@blueprint.route("/users/<int:user_id>/report", methods=["GET", "POST"])
@public
def report_user(user_id: int) -> Answer:
    """A notice on a person."""
    return _report(lambda: somebody(user_id))


def _report(find: Callable[[], Subject]) -> Answer:
    actor: User | Guest = me()
    subject = find()
    require(can_report(actor, subject))
    form = report_form(guest=actor.is_guest)
    if form.submitted():
        if earlier := earlier_result(form.once.data):
            return redirect(earlier)
        fine, _made = form.attempt(lambda: _sent(actor, find, form))
        if fine:
            back = url_for("decisions.received", back=_back(find()))
            keep_result(form.once.data, back)
            return redirect(back)
        subject = _read_again(actor, find)
    page = render_template(
        "decisions/report.html",
        form=form,
        post=present_one(subject) if isinstance(subject, Post) else None,
        person=None if isinstance(subject, Post) else subject,
        back=_back(subject),
        noindex=True,
    )
    return page if request.method == "GET" else sent_back(page)


def _sent(actor: User | Guest, find: Callable[[], Subject], form: ReportForm) -> Any:
    """Counts the try first, which ends the transaction that only read: everybody in it is read again."""
    take(reports_from(request.remote_addr or ""))
    subject = _read_again(actor, find)
    locale = get_locale()
    return report(
        actor,
        subject,
        ground=Ground(form.ground.data),
        rule=rule_by_id(int(form.rule.data)) if form.rule.data else None,
        text=form.text.data,
        good_faith=form.good_faith.data,
        sender=Sender(form.name.data or "", form.email.data or "") if "name" in form else None,
        locale=locale.language if locale else "en",
    )


def _read_again(actor: User | Guest, find: Callable[[], Subject]) -> Subject:
    if isinstance(actor, User):
        person_as_actor(actor.id)
    return find()


def _back(subject: Subject) -> str:
    if isinstance(subject, User):
        return url_for("accounts.profile", user_id=subject.id)
    return address_of(subject)


@blueprint.get("/reports/received")
@public
def received() -> str:
    """The receipt."""
    back = request.args.get("back", "/")
    safe = back.startswith("/") and not back.startswith("//") and "\\" not in back and len(back) <= 300
    return render_template("decisions/received.html", back=back if safe else "/", noindex=True)


@blueprint.get("/decisions/<int:decision_id>")
@member
def show(decision_id: int) -> str:
    """The statement of reasons, for the person concerned and for moderators."""
    decision = decision_for(me(), decision_id)
    subject = subject_of(decision)
    mine = me().id == (subject.id if isinstance(subject, User) else subject.author_id)
    return render_template(
        "decisions/show.html",
        decision=decision,
        measure=MEASURE_NAMES[decision.measure],
        rule=rule_title(decision.rule) if decision.rule else None,
        post=present_one(subject, may_read_withdrawn=True) if isinstance(subject, Post) else None,
        person=None if isinstance(subject, Post) else subject,
        mine=mine,
        back=_back(subject),
        noindex=True,
    )


@blueprint.route("/posts/<int:post_id>/personal-data", methods=["GET", "POST"])
@member
def personal_data(post_id: int) -> Answer:
    """Takes personal data out of a post and of every earlier text of it."""
    actor = me()
    post = post_of_any_kind(actor, post_id)
    require(can_remove_own_data(actor, post))
    if not may_read(actor, post):
        raise Unseen
    own = post.author_id == actor.id
    form = CutForm()
    if own:
        del form.reason
    if form.submitted():
        fine, _made = form.attempt(lambda: _cut(actor, post, form, own=own))
        if fine:
            flash(_("The words are gone, from the earlier texts too."), "success")
            return redirect(address_of(post))
    shown = present_one(post, may_read_withdrawn=True)
    page = render_template(
        "decisions/personal_data.html", form=form, post=shown, source=post.source, back=address_of(post), noindex=True
    )
    return page if request.method == "GET" else sent_back(page)


def _cut(actor: Any, post: Post, form: CutForm, *, own: bool) -> None:
    cuts = lines_of(form.cuts.data)
    if own:
        remove_own_data(actor, post, cuts=cuts)
    else:
        decide(actor, post, measure=Measure.REMOVE_PERSONAL_DATA, reason=form.reason.data or "", cuts=cuts)
