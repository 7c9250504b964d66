"""Answers and comments, editing any of them, and taking them back."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import User
from app.accounts.roles import PostingRole
from app.activity.log import record
from app.extensions import db
from app.kit.clock import now
from app.kit.database import table_of
from app.kit.errors import IllegalMove, Invalid, Refused
from app.kit.texts import N_
from app.kit.verdicts import require
from app.labels.actions import follow_edit, label_company_answer
from app.posts.actions import move_standing, revise, write
from app.posts.events import PostEvent
from app.posts.kinds import PostKind, Standing, Voice
from app.posts.models import Post
from app.posts.voices import AT_THE_DESK, roles_to_write_in, voice_of
from app.questions import turns
from app.questions.actions.accepting import hopeful_answers
from app.questions.brakes import ask_brakes, ask_edit_brakes, ask_thread_brakes
from app.questions.events import QuestionEvent
from app.questions.limits import check_first_day, check_links
from app.questions.models import Answer, Comment, Question
from app.questions.permissions import can_answer, can_comment, can_edit, can_withdraw
from app.questions.queries import thread_of
from app.questions.states import Level, Owner, State

_COUNTED = (
    update(_QUESTIONS := table_of(Question))
    .where(_QUESTIONS.c.id == bindparam("question"))
    .values(answers_count=_QUESTIONS.c.answers_count + bindparam("by"))
    .returning(_QUESTIONS.c.answers_count)
)
_ANSWERED = _COUNTED.values(active_at=bindparam("at"))
"""Made once: they are asked with every answer, and an answer to what is solved changes nothing else of its question."""


def _role(actor: User, question: Question, wanted: PostingRole | None) -> PostingRole:
    choices = roles_to_write_in(actor, frozenset(tag.id for tag in question.tags))
    if wanted is None:
        return choices[0]
    if wanted not in choices:
        raise Refused(N_("You cannot write in that role."))
    return wanted


def answer(actor: User, question: Question, *, body: str, role: PostingRole | None = None, scope: str = "") -> Answer:
    """An answer. A peer's makes it the asker's turn; the company's is confirmed for its stated scope from the start."""
    require(can_answer(actor, question))
    check_first_day(actor, PostKind.ANSWER)
    ask_brakes(actor, question.product_id, PostKind.ANSWER)
    role = _role(actor, question, role)
    ask_thread_brakes(actor, question.id, PostKind.ANSWER, voice_of(role), body)
    posted = write(
        Answer,
        actor,
        source=body,
        role=role,
        language=question.language,
        thread=question,
        question=question,
    )
    check_links(actor, posted.html)
    _count(question, 1, answered_at=now())
    if posted.voice is Voice.COMPANY:
        label_company_answer(actor, posted, scope=scope or scope_of(question), product_id=question.product_id)
    if actor.id != question.author_id:
        _asker_is_awaited(question, posted)
    record(
        actor,
        QuestionEvent.ANSWERED,
        posted,
        thread_id=question.id,
        voice=posted.voice.value,
        desk=role in AT_THE_DESK,
        own=actor.id == question.author_id,
    )
    return posted


def _count(question: Question, by: int, *, answered_at: datetime | None = None) -> None:
    """Counted by the database: of two who answer at once, neither puts back the number that it read before."""
    given = {"question": question.id, "by": by}
    if answered_at is None:
        number = db.session.scalar(_COUNTED, given)
    else:
        number = db.session.scalar(_ANSWERED, {**given, "at": answered_at})
        set_committed_value(question, "active_at", answered_at)
    set_committed_value(question, "answers_count", number)


def scope_of(question: Question) -> str:
    """What an answer to this question is about when nothing else is said: its product and version."""
    parts = [question.product.name if question.product else "", question.version.name if question.version else ""]
    return ", ".join(part for part in parts if part)


def _asker_is_awaited(question: Question, posted: Answer) -> None:
    if question.state is State.LAPSED or question.state is State.SOLVED:
        return
    if question.state is State.OPEN:
        question.state = State.ANSWERED
    if question.level is Level.COMMUNITY or posted.author_role in AT_THE_DESK:
        turns.await_asker(question)


def comment(actor: User, on: Post, question: Question, *, body: str, role: PostingRole | None = None) -> Comment:
    """A remark on a question or an answer."""
    require(can_comment(actor, question))
    check_first_day(actor, PostKind.COMMENT)
    ask_brakes(actor, question.product_id, PostKind.COMMENT)
    role = _role(actor, question, role)
    ask_thread_brakes(actor, question.id, PostKind.COMMENT, voice_of(role), body)
    posted = write(
        Comment,
        actor,
        source=body,
        role=role,
        language=question.language,
        thread=question,
        on=on,
    )
    check_links(actor, posted.html)
    question.active_at = now()
    record(actor, QuestionEvent.COMMENTED, posted, thread_id=question.id, on=on.id)
    return posted


def edit(
    actor: User,
    post: Post,
    *,
    body: str,
    title: str | None = None,
    reason: str = "",
    seen_revision: int | None = None,
) -> bool:
    """A new revision; a confirmation stays with the old one. False when nothing was changed.

    `seen_revision` is the one that was on the screen: somebody else's edit in between is not overwritten.
    """
    require(can_edit(actor, post, thread_of(post)))
    ask_edit_brakes(actor, post, f"{title or ''}\n{body}")
    if post.author_id != actor.id and not reason.strip():
        raise Invalid(N_("Say why you change what somebody else wrote."), field="reason")
    if seen_revision is not None and seen_revision != post.revision:
        raise IllegalMove(N_("Somebody changed this while you were writing. Copy your text, and look at theirs first."))
    before = post.source
    if not revise(post, actor, source=body, title=title, reason=reason.strip()):
        return False
    check_links(actor, post.html)
    follow_edit(actor, post, before=before)
    record(actor, QuestionEvent.EDITED, post, thread_id=post.thread_id, revision=post.revision)
    return True


def withdraw(actor: User, post: Answer | Comment) -> None:
    """Takes back one's own answer or comment; its place and label stay. An asker waits no longer for its word."""
    require(can_withdraw(actor, post))
    move_standing(actor, post, Standing.WITHDRAWN, PostEvent.WITHDRAWN)
    if isinstance(post, Answer):
        answer_gone(post)


def answer_gone(answer: Answer) -> None:
    """An answer is no longer to be read: an asker waits no longer for its word."""
    question = answer.question
    _count(question, -1)
    if question.owner_state is Owner.ASKER and not hopeful_answers(question):
        turns.resume(question)
        question.state = State.ANSWERED if _has_other_answers(question) else State.OPEN


def undo_withdraw(actor: User, post: Answer | Comment) -> None:
    """Shows again what its author took back. What a moderator hid stays hidden."""
    require(can_withdraw(actor, post))
    if post.standing is not Standing.WITHDRAWN:
        raise IllegalMove(N_("This is not withdrawn."))
    move_standing(actor, post, Standing.VISIBLE, PostEvent.RESTORED)
    if isinstance(post, Answer):
        answer_back(post)


def answer_back(answer: Answer) -> None:
    """An answer can be read again, and awaits the asker's word again if it did."""
    question = answer.question
    _count(question, 1)
    if answer.author_id != question.author_id and answer.did_not_help_at is None and question.is_active:
        _asker_is_awaited(question, answer)


def _has_other_answers(question: Question) -> bool:
    others = select(Answer.id).where(
        Answer.question_id == question.id,
        Answer.author_id != question.author_id,
        Answer.standing == Standing.VISIBLE,
    )
    return db.session.scalar(others.limit(1)) is not None
