"""What each measure does to its subject, and how it is undone."""

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import User
from app.activity.log import record
from app.activity.models import Event
from app.decisions.models import HouseRule
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.labels.actions import note_removal, note_restored
from app.posts.actions import move_standing
from app.posts.events import PostEvent
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.actions.answering import answer_back, answer_gone
from app.questions.actions.asking import end, undo_end
from app.questions.events import QuestionEvent
from app.questions.models import Answer, Ending, Question
from app.questions.queries import question_by_id
from app.questions.states import Ended


def hide(actor: User, post: Post, rule: HouseRule) -> None:
    """Out of sight for all but its author and moderators; its label names the rule. A hidden question has ended."""
    was_shown = post.standing is Standing.VISIBLE
    note_removal(actor, post, number=rule.number, title=rule.title, title_it=rule.title_it)
    move_standing(actor, post, Standing.HIDDEN, PostEvent.HIDDEN, rule=rule.number)
    if isinstance(post, Answer) and was_shown:
        answer_gone(_with_question(post))
    if isinstance(post, Question) and post.ended_at is None:
        question = question_by_id(post.id)
        end(actor, question, how=Ended.REMOVED)
        record(actor, QuestionEvent.REMOVED, question, thread_id=question.id)


def restore(actor: User, post: Post) -> None:
    """Shown again, with the label it had; a question that was ended by the removal goes on with a fresh window. What its author
    had taken back before it was hidden is taken back again: they alone put it back."""
    if post.standing is not Standing.HIDDEN:
        raise IllegalMove(N_("This is not hidden."))
    taken_back = _was_taken_back(post)
    move_standing(actor, post, Standing.VISIBLE, PostEvent.RESTORED)
    note_restored(actor, post)
    if taken_back:
        move_standing(actor, post, Standing.WITHDRAWN, PostEvent.WITHDRAWN)
        return
    if isinstance(post, Answer):
        answer_back(_with_question(post))
    if isinstance(post, Question) and _was_removed(post):
        undo_end(actor, question_by_id(post.id))


def _was_taken_back(post: Post) -> bool:
    """Whether the last thing before it was hidden was that its author took it back. The log knows."""
    its = (Event.subject_kind == post.__tablename__, Event.subject_id == post.id)
    shown = Event.kind.in_((PostEvent.WITHDRAWN.value, PostEvent.RESTORED.value))
    last = select(Event.kind).where(*its, shown).order_by(Event.id.desc()).limit(1)
    return db.session.scalar(last) == PostEvent.WITHDRAWN.value


def _with_question(answer: Answer) -> Answer:
    set_committed_value(answer, "question", question_by_id(answer.question_id))
    return answer


def _was_removed(question: Question) -> bool:
    ending = db.session.get(Ending, question.id)
    return ending is not None and ending.how is Ended.REMOVED


def lock(actor: User, question: Question) -> None:
    """Readable, and closed to new words."""
    if question.locked_at is not None:
        raise IllegalMove(N_("This thread is locked already."))
    question.locked_at = now()
    record(actor, QuestionEvent.LOCKED, question, thread_id=question.id)


def unlock(actor: User, question: Question) -> None:
    if question.locked_at is None:
        raise IllegalMove(N_("This thread is not locked."))
    question.locked_at = None
    record(actor, QuestionEvent.UNLOCKED, question, thread_id=question.id)
