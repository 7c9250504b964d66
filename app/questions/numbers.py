"""Two honest numbers for everybody: how soon a first answer comes, and how much is confirmed as solved.

Each says what it counts and of how many; under ten nothing is said, because a handful tells nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.kit.clock import now
from app.posts.kinds import PostKind, Standing
from app.questions.lists import ITS_POST, standing_in_public
from app.questions.models import Acceptance, Answer, Question

WEEK = timedelta(days=7)
SETTLED_AFTER = timedelta(days=14)
LOOKING_BACK = timedelta(days=90)
ENOUGH = 10
ANSWER = Answer.__table__.alias("said")


@dataclass(frozen=True)
class FirstAnswers:
    """Of `asked` questions of the last seven days, `answered` have an answer by somebody else; half of those came within
    `median`. Those still waiting are not in the median, so it is said beside it how many they are."""

    asked: int
    answered: int
    median: timedelta | None


@dataclass(frozen=True)
class Confirmed:
    """Of `asked` questions that are 14 to 104 days old, `solved` were confirmed by whoever asked. What staff closed for
    an absent asker and what lapsed is not counted as solved."""

    asked: int
    solved: int

    @property
    def share(self) -> float | None:
        return self.solved / self.asked if self.asked >= ENOUGH else None


def middle(waits: Sequence[timedelta]) -> timedelta | None:
    """The median, or None for fewer than ten."""
    return timedelta(seconds=median(wait.total_seconds() for wait in waits)) if len(waits) >= ENOUGH else None


def first_answers(moment: datetime | None = None) -> FirstAnswers:
    until = moment or now()
    said, asked = ANSWER.c, Question.__table__.c
    first = (
        select(func.min(ITS_POST.c.created_at))
        .join(ANSWER, said.id == ITS_POST.c.id)
        .where(said.question_id == asked.id, ITS_POST.c.author_id != Question.author_id)
        .where(ITS_POST.c.standing == Standing.VISIBLE)
        .correlate(Question)
        .scalar_subquery()
    )
    query = select(Question.created_at, first).where(*_asked(until - WEEK, until))
    rows = db.session.execute(query).all()
    waits = [answered - created for created, answered in rows if answered is not None]
    return FirstAnswers(asked=len(rows), answered=len(waits), median=middle(waits))


def confirmed_solved(moment: datetime | None = None) -> Confirmed:
    until = (moment or now()) - SETTLED_AFTER
    by_asker = (
        select(Acceptance.id)
        .where(Acceptance.question_id == Question.id, Acceptance.undone_at.is_(None))
        .where(Acceptance.by_staff.is_(False), Acceptance.imported.is_(False))
        .exists()
    )
    query = select(func.count(), func.count().filter(by_asker)).select_from(Question)
    asked, solved = db.session.execute(query.where(*_asked(until - LOOKING_BACK, until))).one()
    return Confirmed(asked=asked, solved=solved)


def _asked(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    """The community's own questions of a time; imported and ended ones are not counted.
    The kind is named, although no other has a row beside it, so that the index by kind and time is used."""
    return (
        Question.kind == PostKind.QUESTION,
        Question.created_at >= since,
        Question.created_at < until,
        Question.archived_at.is_(None),
        *standing_in_public(),
    )
