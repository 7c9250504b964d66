"""What a person does with notifications: reading them, and saying which mails they want."""

from collections.abc import Sequence

from sqlalchemy import delete, update

from app.accounts.models import User
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Unseen
from app.notifications.links import SaidBy, StopFor, Word
from app.notifications.models import MailChoice, Notification
from app.notifications.states import Wants
from app.questions.actions.accepting import accept, did_not_help
from app.questions.actions.following import unfollow
from app.questions.models import Question
from app.questions.queries import visible_answer


def _choice(user: User) -> MailChoice:
    found = db.session.get(MailChoice, user.id)
    if found is None:
        found = MailChoice(user_id=user.id, wants=Wants.EVERYTHING)
        db.session.add(found)
    return found


def choose_mails(user: User, wants: Wants) -> None:
    _choice(user).wants = wants


def pause_mails(user_id: int) -> None:
    """The address refused a mail for good: no more are sent until the person says that it works again."""
    user = db.session.get(User, user_id)
    if user is not None:
        choice = _choice(user)
        choice.paused_at = choice.paused_at or now()


def try_again(user: User) -> None:
    """Mails are sent again: the person says that the address works, or it is another one."""
    found = db.session.get(MailChoice, user.id)
    if found is not None:
        found.paused_at = None


def forget(user_id: int) -> None:
    """The person has left: what they were told and which mails they wanted goes with them."""
    db.session.execute(delete(Notification).where(Notification.user_id == user_id))
    db.session.execute(delete(MailChoice).where(MailChoice.user_id == user_id))


def stop_mails(link: StopFor) -> None:
    """By a mail's own link: no more about this question, or none at all. Twice is once."""
    if link.question_id is None:
        choose_mails(link.user, Wants.NONE)
        return
    question = db.session.get(Question, link.question_id)
    if question is not None:
        unfollow(link.user, question)


def say_word(said: SaidBy) -> None:
    """The asker's word on an answer, by a mail's own link. What may not be said is refused as everywhere."""
    answer = visible_answer(said.user, said.answer_id)
    if said.word is Word.SOLVED:
        accept(said.user, answer)
    else:
        did_not_help(said.user, answer)


def mark_read(user_id: int, ids: Sequence[int]) -> None:
    unread = (Notification.user_id == user_id) & Notification.read_at.is_(None)
    db.session.execute(update(Notification).where(unread, Notification.id.in_(ids)).values(read_at=now()))


def mark_all_read(user: User, *, up_to: int) -> None:
    """Everything that was on the list when the button was made; what came since stays unread."""
    unread = (Notification.user_id == user.id) & Notification.read_at.is_(None)
    db.session.execute(update(Notification).where(unread, Notification.id <= up_to).values(read_at=now()))


def own(user: User, notification_id: int) -> Notification:
    found = db.session.get(Notification, notification_id)
    if found is None or found.user_id != user.id:
        raise Unseen
    return found
