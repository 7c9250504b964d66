"""A notification as a letter, or none: the person may not want it by mail, or it may not stand any more."""

import re
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.accounts.queries import person
from app.cases.customer.links import case_path
from app.extensions import db
from app.kit.texts import N_, Text
from app.labels.presenting import present
from app.notifications.addressees import may_be_told
from app.notifications.channels.letters import Button, Letter, Quote, to_user
from app.notifications.kinds import MANNERS, Kind
from app.notifications.links import Word, stop_path, word_path
from app.notifications.models import MailChoice, Notification
from app.notifications.reading import Told, told
from app.notifications.states import Wants
from app.posts.kinds import Standing
from app.questions.models import Answer, Question, Subscription
from app.questions.states import State
from app.satisfaction.links import mailed_path
from app.satisfaction.permissions import can_say
from app.satisfaction.queries import asked_as, asked_under

WAITING_MAX = 3
OWN_CASE = re.compile(r"/cases/([0-9a-f]{26})")
SOLVED, DID_NOT_HELP = N_("It solved my problem"), N_("It did not help")


def notice_of(row: Notification) -> Letter | None:
    user = person(row.user_id)
    if user is None or not wants_by_mail(user, Kind(row.kind)):
        return None
    one = told([row], user)[0]
    if one.manner.news and (one.shown is None or one.shown.standing is not Standing.VISIBLE):
        return None
    if one.kind is Kind.REMINDED:
        return _reminder(row, user, one)
    if one.kind is Kind.SATISFACTION_ASKED:
        return _how_helped(row, user, one)
    quotes = (Quote(one.shown),) if one.shown is not None else ()
    letter = _letter(row, user, one, quotes, Button(Text(one.manner.button), _way_in(user, one.url)))
    return replace(letter, also=_asks_too(row, user)) if one.kind is Kind.CASE_CLOSED else letter


def _how_helped(row: Notification, user: User, one: Told) -> Letter | None:
    """Of a private case the mail that says it was closed asks, and there is no other; none of what is asked of another."""
    reference = row.url.rpartition("/")[2]
    asked = asked_as(reference)
    if asked is None or asked.case_id is not None:
        return None
    return _letter(row, user, one, (), Button(Text(one.manner.button), mailed_path(user, reference)))


def _asks_too(row: Notification, user: User) -> Button | None:
    """How they were helped, unless they have said so."""
    found = OWN_CASE.fullmatch(row.url)
    asked = asked_under(found.group(1)) if found else None
    if asked is None or asked.mark is not None or not can_say(user, asked):
        return None
    return Button(Text(MANNERS[Kind.SATISFACTION_ASKED].button), mailed_path(user, asked.reference))


def _way_in(user: User, url: str) -> str:
    """A case is private: whoever has no password to sign in with comes to theirs by a link of its own."""
    case = OWN_CASE.fullmatch(url)
    return case_path(user, case.group(1)) if case else url


def wants_by_mail(user: User, kind: Kind) -> bool:
    """Whether this kind goes to this person's mailbox now; decisions and the like always do, if it takes mail."""
    manner, choice = MANNERS[kind], db.session.get(MailChoice, user.id)
    if not manner.mailed or not may_be_told(user, kind) or user.email_confirmed_at is None:
        return False
    if choice is not None and choice.paused_at is not None:
        return False
    wants = choice.wants if choice is not None else Wants.EVERYTHING
    return manner.always or wants is Wants.EVERYTHING or (wants is Wants.NEEDS_ME and manner.needs_me)


def _letter(row: Notification, user: User, one: Told, quotes: tuple[Quote, ...], button: Button | None) -> Letter:
    thread_id = one.shown.thread_id if one.shown is not None else None
    return Letter(
        key=row.key,
        subject=Text(one.manner.subject) if one.manner.subject or not one.title else one.title,
        lead=one.sentence,
        title=one.title,
        quotes=quotes,
        facts=one.facts,
        label=one.label,
        button=button,
        more=(Text(one.manner.mail_note),) if one.manner.mail_note else (),
        why=Text(one.manner.why),
        thread=_thread(row, one, thread_id),
        stop="" if one.manner.always else stop_path(user, _followed(user, one, thread_id)),
        **to_user(user),
    )


def _followed(user: User, one: Told, thread_id: int | None) -> int | None:
    """The question that the mail's unsubscribing is about; None if it is about all mails: an asker, say, hears of their
    own question whether they follow it or not."""
    if not one.manner.followed or thread_id is None or db.session.get(Subscription, (thread_id, user.id)) is None:
        return None
    question = db.session.get(Question, thread_id)
    return None if question is None or question.author_id == user.id else thread_id


def _thread(row: Notification, one: Told, thread_id: int | None) -> str:
    """Mails about one question, or about one case, belong together."""
    if one.kind in (Kind.CASE_REPLIED, Kind.CASE_NEEDED):
        return f"case:{row.url}"
    return f"thread:{thread_id}" if thread_id is not None and not one.manner.subject else ""


def _reminder(row: Notification, user: User, one: Told) -> Letter | None:
    """The answers that wait for the asker's word, each with both words as links; the newest first."""
    question = db.session.get(Question, row.post_id)
    if question is None or question.state is not State.ANSWERED or question.ended_at is not None:
        return None
    waiting = present(_waiting(question))
    if not waiting:
        return None
    quotes = tuple(
        Quote(
            shown,
            (
                Button(Text(SOLVED), word_path(user, shown.id, Word.SOLVED)),
                Button(Text(DID_NOT_HELP), word_path(user, shown.id, Word.DID_NOT_HELP)),
            ),
        )
        for shown in waiting
    )
    return _letter(row, user, one, quotes, Button(Text(one.manner.button), one.url) if len(quotes) > 1 else None)


def _waiting(question: Question) -> list[Answer]:
    query = select(Answer).where(
        Answer.question_id == question.id,
        Answer.author_id != question.author_id,
        Answer.standing == Standing.VISIBLE,
        Answer.did_not_help_at.is_(None),
        Answer.accepted_at.is_(None),
    )
    query = query.options(joinedload(Answer.author), joinedload(Answer.origin)).order_by(Answer.id.desc())
    return list(db.session.scalars(query.limit(WAITING_MAX)))
