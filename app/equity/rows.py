"""What was asked in a window and how long it waited, with what the asker had at that moment. Three short reads of each kind."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.cases.clocks.queries import policy_now
from app.cases.hours import open_between
from app.cases.models import Case
from app.cases.queries import hours_now
from app.cases.severity import Severity
from app.cases.sla import clock_hours
from app.equity.asking import Asking, Channel, Measure
from app.equity.had import Had, Waited, Who
from app.extensions import db
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.questions.models import Answer, Question

NOTHING = timedelta(0)


def asked_in(measure: Measure, since: datetime, until: datetime, at: datetime) -> list[Asking]:
    """Asked from `since` until before `until`; what happened after `at` is not known yet."""
    if measure is Measure.STAFF_RESPONSE:
        return _cases(since, until, at)
    return _questions(since, until, at)


def _cases(since: datetime, until: datetime, at: datetime) -> list[Asking]:
    """Waits are counted by the clock of the target, as the promise is: S1 around the clock, the others while the desk is open.
    A case that was closed without a word from staff waited until then at least."""
    window = (Case.entered_at >= since, Case.entered_at < until)
    query = select(Case.customer_id, Case.entered_at, Case.first_response_at, Case.closed_at, Case.language, *_WHO)
    query = query.add_columns(Case.severity, Case.skill, Case.question_id).join(User, Case.customer_id == User.id)
    had = Had(select(Case.customer_id).where(*window))
    policy, hours = policy_now(), hours_now()
    clocks = {severity: clock_hours(policy.first_response[severity], hours) for severity in Severity}
    found = []
    rows: Iterable[Any] = db.session.execute(query.where(*window).order_by(Case.id))
    for row in rows:
        person, asked, answered, closed, language, made, without, severity, skill, question_id = row
        end, over = _ended(answered, closed, at)
        channel = Channel.PRIVATE if question_id is None else Channel.PUBLIC
        wait = open_between(clocks[severity], asked, end)
        found.append(
            had.asking(Who(person, asked, made, language, without), Waited(wait, over, f"{severity}/{skill}", channel))
        )
    return found


def _questions(since: datetime, until: datetime, at: datetime) -> list[Asking]:
    """Waits are counted by the wall clock: peers keep no hours. A question that ended, or that its asker solved alone, waited
    until then at least. Imported ones, and those that nobody may see, wait for nobody."""
    window: tuple[ColumnElement[bool], ...] = (
        Post.kind == PostKind.QUESTION,
        Post.created_at >= since,
        Post.created_at < until,
    )
    said = aliased(Post.__table__, name="said")
    first = (
        select(func.min(said.c.created_at))
        .join(Answer.__table__, Answer.__table__.c.id == said.c.id)
        .where(Answer.__table__.c.question_id == Post.id, said.c.author_id != Post.author_id)
        .where(said.c.standing == Standing.VISIBLE)
        .correlate(Post.__table__)
        .scalar_subquery()
    )
    its = Question.__table__.c
    query = select(Post.author_id, Post.created_at, first, its.ended_at, its.solved_at, Post.language, *_WHO)
    query = query.add_columns(its.category_id).select_from(Post.__table__.join(Question.__table__, Post.id == its.id))
    query = query.join(User, Post.author_id == User.id).where(*window, its.archived_at.is_(None))
    query = query.where((Post.standing == Standing.VISIBLE) | its.ended_at.is_not(None))
    had = Had(select(Post.author_id).where(*window))
    found = []
    rows: Iterable[Any] = db.session.execute(query.order_by(Post.id))
    for row in rows:
        person, asked, answered, ended, solved, language, made, without, category = row
        stopped = min((one for one in (ended, solved) if one is not None), default=None)
        end, over = _ended(answered, stopped, at)
        wait = max(end - asked, NOTHING)
        found.append(
            had.asking(Who(person, asked, made, language, without), Waited(wait, over, str(category), Channel.PUBLIC))
        )
    return found


_WHO = (User.created_at, User.password_hash.is_(None) & User.closed_at.is_(None))


def _ended(answered: datetime | None, stopped: datetime | None, at: datetime) -> tuple[datetime, bool]:
    """Until when it waited, and whether for a word."""
    if answered is not None and answered <= at:
        return answered, True
    return (min(stopped, at) if stopped is not None else at), False
