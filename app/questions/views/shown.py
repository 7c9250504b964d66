"""A post of the thread as the templates take it: what is presented, its place on the page, and what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from flask_babel import gettext as _
from markupsafe import Markup

from app.accounts.actors import Guest
from app.accounts.models import User
from app.kit.markup import Mark, wrap_sentences
from app.labels.algebra import CONFIRMED
from app.labels.presenting import Label, Note, Presented
from app.posts.kinds import Voice
from app.posts.models import Post
from app.questions.models import Question
from app.questions.thread import Said
from app.questions.views.acts import Act, acts_on

ICON = '<svg class="icon" width="16" height="16" aria-hidden="true"><use href="/static/icons.svg#warn"/></svg>'


@dataclass(frozen=True)
class Shown:
    """`one` is what is presented; `html` its body with every caution beside its sentence."""

    one: Presented
    html: Markup
    meta: str
    acts: Sequence[Act]
    comments: tuple["Shown", ...] = ()


def with_notes(html: str, notes: Sequence[Note]) -> Markup:
    """The body with every caution beside the sentence it is about. The body was sanitised when it was written."""
    marks = [Mark(note.sentence, f"{ICON}{escape(str(note.text))}", note.status.value) for note in notes]
    return Markup(wrap_sentences(html, marks) if marks else html)


def shown(said: Said, question: Question, reader: User | Guest, votes: frozenset[int] = frozenset()) -> Shown:
    one: Presented = said.shown
    return Shown(
        one=one,
        html=with_notes(one.html, one.notes),
        meta=_meta(said.post, one, question),
        acts=acts_on(said.post, question, reader, voted=one.id in votes),
        comments=tuple(shown(comment, question, reader) for comment in said.comments),
    )


def _meta(post: Post, one: Presented, question: Question) -> str:
    """What stands behind the author: the asker's product; an answer's scope, and whether it is another than asked for."""
    if post is question:
        return " ".join(part.name for part in (question.product, question.version) if part)
    parts = []
    if one.accepted_at is not None and (one.label.voice is Voice.COMPANY or one.label.status in CONFIRMED):
        parts.append(_("solved it for the asker"))
    if one.label.voice is Voice.COMPANY and one.label.scope:
        parts.append(_("for %(scope)s", scope=one.label.scope))
    if question.version and _is_for_others(one.label, question.version.name):
        parts.append(_("not confirmed for %(version)s", version=question.version.name))
    return " · ".join(parts)


def _is_for_others(label: Label, version: str) -> bool:
    return label.status in CONFIRMED and not label.is_for(version)
