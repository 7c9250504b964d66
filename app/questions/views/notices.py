"""Why a thread takes no more words, and where to go instead."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.decisions.models import Measure
from app.decisions.queries import decisions_on
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.models import Question
from app.questions.states import Ended
from app.questions.thread import Thread


@dataclass(frozen=True)
class Closed:
    """One sentence, and the next step if there is one."""

    text: str
    tone: str = "info"
    url: str = ""
    link: str = ""


def closed_by(thread: Thread) -> Closed | None:
    """The reason why nothing can be added; None for a thread that is open."""
    question = thread.question
    if question.standing is Standing.HIDDEN:
        return Closed(
            _("Hidden by a decision. Only its author and moderators see it."),
            "warning",
            url=decision_url(question),
            link=_("Why, and what you can do"),
        )
    if thread.ending is not None:
        return _ended(thread)
    if question.archived_at:
        return Closed(
            _("This thread comes from an archive and is closed. Versions and settings may have changed since."),
            url=again_url(question),
            link=_("I still have this problem"),
        )
    if question.locked_at:
        return Closed(_("A moderator has locked this thread: it can be read, but nothing can be added."), "warning")
    return None


def decision_url(post: Post) -> str:
    """The statement of reasons of what hid a post; empty if there is none."""
    hidden = next((one for one in decisions_on(post) if one.measure is Measure.HIDE), None)
    return url_for("decisions.show", decision_id=hidden.id) if hidden else ""


def _ended(thread: Thread) -> Closed:
    ending = thread.ending
    if ending is not None and ending.how is Ended.MERGED:
        return Closed(_("This was merged into another question, which is not public any more."), "warning")
    if ending is not None and ending.how is Ended.REMOVED:
        return Closed(_("This question was removed."), "warning")
    return Closed(
        _("The person who asked has withdrawn this question. Its answers stay readable."),
        url=again_url(thread.question),
        link=_("I have this problem too: ask"),
    )


def again_url(question: Question) -> str:
    """Where the same is asked anew, linked to this question."""
    return url_for("questions.ask", earlier=question.id)
