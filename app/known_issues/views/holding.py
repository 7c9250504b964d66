"""Posts that an incident holds: staff let them out in one press or send them back; their author sees what became of them."""

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import me, member, moderation, myself
from app.catalogue.models import Product
from app.extensions import db
from app.kit.markup import SourceFormat, render
from app.kit.pressing import Answer, press
from app.kit.texts import Text
from app.kit.verdicts import require
from app.known_issues.actions.holding import release, send_back, take_back
from app.known_issues.forms import WhyForm
from app.known_issues.held_models import HeldPost
from app.known_issues.held_queries import held_of, held_posts, visible_held
from app.known_issues.held_texts import words_of
from app.known_issues.permissions import can_decide_on_held, can_keep, can_take_back_held
from app.known_issues.states import HeldState
from app.known_issues.views import blueprint
from app.posts.kinds import PostKind
from app.questions.actions.holding import Written


def _shown(held: HeldPost) -> dict[str, Any]:
    words = words_of(held)
    product = db.session.get(Product, held.issue.product_id)
    return {
        "held": held,
        "title": words.title if isinstance(words, Written) else "",
        "source": words.body,
        "html": render(words.body, SourceFormat.MARKDOWN).html,
        "kind": KINDS[held.kind](),
        "product": product.name if product else "",
        "state": STATES[held.state](),
        "reason": Text(held.reason) if held.reason else "",
        "waits": held.state is HeldState.WAITING,
        "private": isinstance(words, Written) and bool(words.private),
        "decides": bool(can_decide_on_held(me(), held)),
    }


KINDS = {
    PostKind.QUESTION: lambda: _("Question"),
    PostKind.ANSWER: lambda: _("Answer"),
    PostKind.COMMENT: lambda: _("Comment"),
}
STATES = {
    HeldState.WAITING: lambda: _("Staff look at it first"),
    HeldState.RELEASED: lambda: _("Published"),
    HeldState.RETURNED: lambda: _("Not published"),
    HeldState.TAKEN_BACK: lambda: _("Taken back"),
}


@blueprint.get("/known-issues/held")
@moderation
def held() -> str:
    require(can_keep(me()))
    return render_template("known_issues/held.html", posts=[_shown(one) for one in held_posts()], noindex=True)


@blueprint.route("/known-issues/held/<reference>/release", methods=["GET", "POST"])
@moderation
def release_post(reference: str) -> Answer:
    require(can_keep(me()))
    one = visible_held(me(), reference)
    return press(
        lambda: release(myself(), one),
        title=_("Publish this post?"),
        sentence=_("It is published as its author's, as they wrote it."),
        yes=_("Publish"),
        back=url_for("known_issues.held"),
        said=_("Published. Its author is told."),
        may=can_decide_on_held(me(), one),
    )


@blueprint.route("/known-issues/held/<reference>/return", methods=["GET", "POST"])
@moderation
def return_post(reference: str) -> Answer:
    require(can_keep(me()))
    one, form = visible_held(me(), reference), WhyForm()
    return press(
        lambda: send_back(myself(), one, reason=form.reason.data),
        title=_("Send this post back?"),
        sentence=_("It is not published. Its author keeps the text and reads the reason."),
        yes=_("Send back"),
        back=url_for("known_issues.held"),
        said=_("Sent back. Its author is told."),
        may=can_decide_on_held(me(), one),
        form=form,
    )


@blueprint.get("/held")
@member
def my_held() -> str:
    return render_template("known_issues/my_held.html", posts=[_shown(one) for one in held_of(myself())], noindex=True)


@blueprint.get("/held/<reference>")
@member
def held_post(reference: str) -> str:
    return render_template("known_issues/held_post.html", one=_shown(visible_held(me(), reference)), noindex=True)


@blueprint.route("/held/<reference>/taking-back", methods=["GET", "POST"])
@member
def take_back_post(reference: str) -> Answer:
    one = visible_held(me(), reference)
    return press(
        lambda: take_back(myself(), one),
        title=_("Take it back?"),
        sentence=_("It will not be published."),
        yes=_("Take it back"),
        back=f"/held/{one.reference}",
        said=_("Taken back."),
        may=can_take_back_held(me(), one),
    )
