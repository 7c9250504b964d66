"""A question is made minimal before it is public: a sentence that says who somebody is, or what they bought, goes to the
private details. The asker is shown what was moved before anything is sent, and can put it back. What they say later in their
thread has no such box beside it: they are asked once, and nothing is public before they have answered."""

import json
from hashlib import sha256

from flask_babel import gettext as _
from markupsafe import Markup

from app.cases.actions.opening import PRIVATE_MAX
from app.escalation.safety.moving import minimal
from app.kit.errors import Invalid
from app.kit.markup import SourceFormat, render
from app.kit.texts import N_
from app.posts.models import Post
from app.questions.forms.asking import AskForm
from app.questions.forms.thread import AnswerForm, CommentForm, EditForm
from app.questions.models import Question

QUOTED = 120
"""Characters of what was found, said back to whoever wrote it."""


def made_minimal(form: AskForm) -> bool:
    """True when something was moved, so that the asker must look at it first. What they put back stays where it is."""
    if form.left_in.data == _digest(form):
        return False
    moved = minimal(form.title.data or "", form.body.data or "")
    if not moved.sentences:
        return False
    private = form.private.data or ""
    form.before.data = json.dumps([form.title.data, form.body.data, private])
    new = [sentence for sentence in moved.sentences if sentence not in private]
    form.title.data, form.body.data = moved.title, moved.body
    form.private.data = "\n".join([*([private] if private else []), *new])[:PRIVATE_MAX]
    form.moved = moved.sentences
    return True


def put_back(form: AskForm) -> None:
    """As it was written; it is not asked about again unless it is changed."""
    try:
        title, body, private = (str(part or "") for part in json.loads(form.before.data or ""))
    except (ValueError, TypeError):
        return
    form.title.data, form.body.data, form.private.data, form.before.data = title, body, private, ""
    form.left_in.data = _digest(form)


def ask_about_details(
    form: AnswerForm | CommentForm | EditForm, writer_id: int, question: Question | None, post: Post | None = None
) -> None:
    """Raises Invalid, once, if the asker is about to say in public who they are or what they bought; sent again as it is,
    it is let through. `post`: the one they edit; what it said already is not asked about."""
    if question is None or question.author_id != writer_id or form.left_in.data == _digest(form):
        return
    title = (form.title.data or "") if "title" in form else ""
    said = f"{post.title or ''}\n{post.source}" if post is not None else ""
    new = [sentence for sentence in minimal(title, form.body.data or "").sentences if sentence not in said]
    if new:
        form.left_in.data = _digest(form)
        what = " · ".join(new).rstrip(".")
        what = what if len(what) <= QUOTED else f"{what[:QUOTED]}…"
        raise Invalid(
            N_(
                "Nothing is sent yet. Everybody would read this: “%(what)s”. Take it out, or send it again as it is."
                " If staff need it, tell them in your case, or with “I need staff”: only they read that."
            ),
            field="body",
            what=what,
        )


def previewed(body: str) -> str:
    """The text as it would be public, with a word about what would not."""
    moved = minimal("", body)
    html = render(moved.body, SourceFormat.MARKDOWN).html
    if not moved.sentences:
        return html
    said = _("Private details go to the box that only staff see:")
    left_out = Markup("<p class=hint>{} {}</p>").format(said, " · ".join(moved.sentences))
    return f"{html}{left_out}"


def _digest(form: AskForm | AnswerForm | CommentForm | EditForm) -> str:
    return sha256(json.dumps([form.title.data if "title" in form else None, form.body.data]).encode()).hexdigest()
