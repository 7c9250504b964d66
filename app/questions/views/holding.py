"""A guest's question: held, confirmed by the mail's link, published."""

from flask import flash, make_response, redirect, render_template, request, session, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import login_user

from app.accounts.actions.registering import member_for_confirmed_address
from app.accounts.actions.signing_in import sign_in
from app.accounts.actors import Guest
from app.accounts.gates import me, public
from app.accounts.models import User
from app.activity.once import keep_result
from app.cases.actions.opening import attach_private_details
from app.extensions import db
from app.kit.forms import Press, sent_back
from app.kit.markup import SourceFormat, render
from app.kit.pressing import Answer as Page
from app.knowledge.actions.linking import link
from app.knowledge.states import LinkKind
from app.known_issues.actions.holding import hold_post
from app.known_issues.braking import MustBeHeld
from app.known_issues.models import KnownIssue
from app.known_issues.presenting import path_of
from app.posts.addresses import address_of
from app.posts.kinds import PostKind
from app.questions.actions.holding import Written, hold, publish, written
from app.questions.forms.asking import AskForm, GuestAskForm
from app.questions.held import Followed, follow
from app.questions.models import HeldQuestion
from app.questions.views import blueprint
from app.questions.views.ask_form import earlier_question, numbers_sent

HELD_HERE = "held"
REMEMBERED = 5


def hold_for_guest(form: GuestAskForm) -> str:
    """Keeps the question until its address is confirmed; gives the address of the page that says so."""
    held = hold(
        Guest(),
        as_written(form),
        email=form.email.data,
        name=form.name.data,
        locale=str(get_locale().language),
        address=request.remote_addr or "",
    )
    session[HELD_HERE] = [*session.get(HELD_HERE, []), held.reference][-REMEMBERED:]
    flash(_("We have sent a link to %(email)s.", email=held.email), "success")
    return url_for("questions.check_mail")


def as_written(form: AskForm) -> Written:
    category, (product, version), earlier = form.own_category, form.chosen_product, earlier_question(form)
    return Written(
        title=form.title.data,
        body=form.body.data,
        category_id=category.id,
        product_id=product.id if product else None,
        version_id=version.id if version else None,
        tag_ids=tuple(tag.id for tag in form.chosen_tags),
        language=form.text_language,
        earlier_id=earlier.id if earlier else None,
        private=form.private.data or "",
        shown=tuple(numbers_sent("shown")),
        opened=tuple(numbers_sent("opened")),
    )


@blueprint.get("/questions/held")
@public
def check_mail() -> str:
    return render_template("questions/check_mail.html", noindex=True)


@blueprint.route("/questions/held/<token>", methods=["GET", "POST"])
@public
def confirm(token: str) -> Page:
    """Shows what will be published; the button publishes it. The link alone does not: mail programs follow links."""
    found = follow(token)
    if found.held is None:
        return _no_longer(found)
    form, held = Press(), found.held
    if form.submitted():
        fine, address = form.attempt(lambda: _publish(held))
        if fine:
            return redirect(address)
    text = written(held)
    body = render(text.body, SourceFormat.MARKDOWN).html
    page = render_template("questions/held.html", form=form, text=text, body=body, held=held, noindex=True)
    return page if request.method == "GET" else sent_back(page)


def _no_longer(found: Followed) -> Page:
    status = 410 if found.published_at or found.expired else 404
    return make_response(render_template("questions/held_gone.html", found=found, noindex=True), status)


def _publish(held: HeldQuestion) -> str:
    email, here = held.email, held.reference in session.get(HELD_HERE, [])
    member = member_for_confirmed_address(email, held.name, held.locale)
    try:
        done = publish(member, held)
    except MustBeHeld as stop:
        return _wait_for_staff(member, held, stop.issue)
    attach_private_details(member, done.question, text=done.private)
    for article_id in done.article_ids:
        link(member, question_id=done.question.id, article_id=article_id, kind=LinkKind.ASKED_WITH)
    if here and me().is_guest and member.password_hash is None and not member.is_staff:
        _sign_in(member)
    flash(_("Your question is published. We write to %(email)s when somebody answers.", email=email), "success")
    return address_of(done.question)


def _wait_for_staff(member: User, held: HeldQuestion, issue: KnownIssue) -> str:
    """The address is confirmed; an incident still holds what is new about the product. Where it leads anybody may read."""
    hold_post(member, issue, kind=PostKind.QUESTION, words=written(held))
    address = path_of(issue)
    keep_result(held.reference, address)
    db.session.delete(held)
    flash(
        _(
            "Nothing is lost: because of an incident, staff look at your question first, then it is published. We write to you."
        ),
        "info",
    )
    return address


def _sign_in(member: User) -> None:
    """Only where the question was written, and only into an account without a password: nobody is led into another's."""
    token = sign_in(member, address=request.remote_addr or "", browser=request.headers.get("User-Agent", ""))
    kept = session.get("csrf_token")
    session.clear()
    if kept:
        session["csrf_token"] = kept
    member.sign_in_token = token
    login_user(member)
    session.permanent = True
