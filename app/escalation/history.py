"""The past that windows are learned from: how long questions waited for the peer answer that was accepted in the end."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select

from app.escalation.estimates import Lived
from app.escalation.hazard import Wait
from app.extensions import db
from app.kit.clock import now
from app.posts.kinds import Standing, Voice
from app.questions.models import Acceptance, Answer, Question, ThreadTag

LASTS_AFTER = timedelta(days=14)
UNREAD = (Standing.HIDDEN, Standing.DRAFT)
Found = Mapping[int, datetime]


def lived(*, category_id: int | None = None, archived_only: bool = False, long_enough: float = 0) -> list[Lived]:
    """Every question that could be read, in the order in which they were asked.

    A wait ends with the first answer by another member that stands accepted; without one, when the company or the asker
    solved it or the question ended, and otherwise when the record does (for an archive: its last activity). With
    `long_enough`, only questions that ended or that the record follows for so many hours.
    """
    where: list[ColumnElement[bool]] = [Question.standing.not_in(UNREAD)]
    if category_id is not None:
        where.append(Question.category_id == category_id)
    if archived_only:
        where.append(Question.archived_at.is_not(None))
    columns = (Question.id, Question.author_id, Question.created_at, Question.archived_at, Question.ended_at)
    questions = db.session.execute(select(*columns).where(*where).order_by(Question.created_at, Question.id)).all()
    topics = _topics(select(Question.id).where(*where))
    peers, company, own = _answers(select(Question.id).where(*where), {row.id: row.author_id for row in questions})
    last = db.session.scalar(select(func.max(Question.active_at)).where(*where, Question.archived_at.is_not(None)))
    past = []
    for row in questions:
        record_ends = last if row.archived_at and last else now()
        ends = min(at for at in (company.get(row.id), own.get(row.id), row.ended_at, record_ends) if at)
        peer = peers.get(row.id)
        accepted = peer is not None and peer <= ends
        by_themselves = not accepted and own.get(row.id) == ends
        hours = _hours(row.created_at, peer if accepted and peer else ends)
        if accepted or by_themselves or hours >= long_enough:
            past.append(Lived(topics.get(row.id, frozenset()), Wait(hours, accepted), by_themselves))
    return past


def share_that_lasts(category_id: int | None = None) -> float:
    """q: of the acceptances given here at least 14 days ago, those not taken back within 14 days. 1 without any, and
    for what an archive tells, since it keeps only what lasted."""
    where = [Acceptance.imported.is_(False), Acceptance.at <= now() - LASTS_AFTER]
    if category_id is not None:
        where.append(Question.category_id == category_id)
    query = select(Acceptance.at, Acceptance.undone_at).join(Question, Question.id == Acceptance.question_id)
    given = db.session.execute(query.where(*where)).all()
    lasted = sum(undone_at is None or undone_at - at > LASTS_AFTER for at, undone_at in given)
    return lasted / len(given) if given else 1.0


def _answers(ids: Select[int], askers: Mapping[int, int]) -> tuple[Found, Found, Found]:
    """By question: when the first accepted answer of a peer was posted, the company's first, the asker's own accepted."""
    peers: dict[int, datetime] = {}
    company: dict[int, datetime] = {}
    own: dict[int, datetime] = {}
    columns = (Answer.question_id, Answer.created_at, Answer.accepted_at, Answer.voice, Answer.author_id)
    query = select(*columns).where(Answer.question_id.in_(ids), Answer.standing.not_in(UNREAD))
    for question_id, at, accepted_at, voice, author_id in db.session.execute(query):
        if voice is not Voice.COMPANY and accepted_at is None:
            continue
        peer_or_own = own if author_id == askers[question_id] else peers
        found = company if voice is Voice.COMPANY else peer_or_own
        found[question_id] = min(at, found.get(question_id, at))
    return peers, company, own


def _topics(ids: Select[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    query = select(ThreadTag.question_id, ThreadTag.tag_id).where(ThreadTag.question_id.in_(ids))
    for question_id, tag_id in db.session.execute(query):
        found.setdefault(question_id, set()).add(tag_id)
    return {question_id: frozenset(tags) for question_id, tags in found.items()}


def _hours(start: datetime, end: datetime) -> float:
    return max(0.0, (end - start).total_seconds() / 3600)
