"""What staff and experts do with a label, and its public history."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.accounts.gates import me, member, public
from app.accounts.models import User
from app.decisions.queries import post_of_any_kind
from app.kit.errors import Refused, Unseen
from app.kit.forms import sent_back
from app.kit.texts import N_, Text
from app.kit.verdicts import require
from app.labels.acts import ACTS, LabelAct, acts_for, may
from app.labels.gates import can_speak_on_labels
from app.labels.noted import noted_html
from app.labels.presenting import Presented, present_one
from app.labels.queries import check_unchanged, evidence_against, history_of, last_change_id
from app.labels.views.blueprint import blueprint
from app.labels.views.taking import as_it_would_stand, form_for, question_of, superseded_by, take
from app.one_voice.offering import earlier_offered
from app.posts.addresses import address_of
from app.posts.models import Post
from app.questions.queries import may_read

KEYS = ", ".join(act.key for act in ACTS)


@blueprint.get("/posts/<int:post_id>/label")
@member
def label(post_id: int) -> str:
    """What may be done with the label of a post; one act is open."""
    post = post_of_any_kind(me(), post_id)
    offered = acts_for(me(), post)
    if not offered:
        if not (me().is_staff or me().expert_tag_ids):
            raise Unseen
        raise Refused(N_("There is nothing you can do with this label now."))
    wanted = request.args.get("act", "")
    act = next((one for one in offered if one.key == wanted), offered[0])
    return _page(post, act, form_for(act.key, post, sent=False))


@blueprint.post(f"/posts/<int:post_id>/label/<any({KEYS}):key>")
@member
def change(post_id: int, key: str) -> str | tuple[str, int] | Response:
    actor = me()
    post = post_of_any_kind(actor, post_id)
    if not (actor.is_staff or actor.expert_tag_ids):
        raise Unseen
    require(may(actor, post, key))
    act = next(one for one in ACTS if one.key == key)
    form = form_for(key, post, sent=True)
    if form.submitted():
        if key == "correct" and request.form.get("look"):
            return _page(post, act, form, preview=as_it_would_stand(post, form.fact.data))
        fine, said = form.attempt(lambda: _taken(actor, post, key, form))
        if fine:
            flash(said, "success")
            return redirect(address_of(post))
    return sent_back(_page(post, act, form))


def _taken(actor: Any, post: Post, key: str, form: Any) -> str:
    assert isinstance(actor, User)
    check_unchanged(post, int(form.seen.data))
    return take(actor, post, key, form)


@blueprint.get("/posts/<int:post_id>/label/history")
@public
def history(post_id: int) -> str:
    """Every change of the label, by whose part and why; no names."""
    post = post_of_any_kind(me(), post_id)
    return render_template(
        "labels/history.html",
        post=present_one(post),
        changes=history_of(post),
        back=address_of(post),
        thread=_thread_title(post),
        change_url=f"/posts/{post.id}/label" if not me().is_guest and acts_for(me(), post) else None,
        noindex=True,
    )


def _page(post: Post, act: LabelAct, form: Any, preview: Presented | None = None) -> str:
    shown = present_one(post, may_read_withdrawn=may_read(me(), post))
    may_speak = can_speak_on_labels(me())
    return render_template(
        "labels/label.html",
        blocked=None if may_speak else Text(may_speak.reason, **may_speak.params),
        post=shown,
        html=Markup(noted_html(shown)),
        act=act,
        tabs=[
            {"text": _(one.name), "url": f"/posts/{post.id}/label?act={one.key}", "current": one.key == act.key}
            for one in acts_for(me(), post)
        ],
        form=form,
        seen=last_change_id(post),
        preview=preview,
        supersedes=superseded_by(act.key, post),
        said_before=earlier_offered(form, question_of(post)),
        evidence=evidence_against(post) if me().is_staff else [],
        back=address_of(post),
        thread=_thread_title(post),
        noindex=True,
    )


def _thread_title(post: Post) -> str:
    question = question_of(post)
    return (question.title if question else post.title) or ""
