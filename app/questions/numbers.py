"""Two honest numbers for everybody: how soon a first answer comes, and how much is confirmed as solved.

Each says what it counts and of how many; under ten nothing is said, because a handful tells nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import bindparam, func, select

from app.activity.kept import kept_for, now_and_then
from app.extensions import db
from app.kit.clock import now
from app.kit.rows import asked
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.questions.lists import ASKED, ITS_POST
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
    an absent asker and what lapsed is not counted as solved; what they say staff solved in private is counted apart, in
    `privately`, for no answer to it can be read."""

    asked: int
    solved: int
    privately: int = 0

    @property
    def share(self) -> float | None:
        return self.solved / self.asked if self.asked >= ENOUGH else None


def middle(waits: Sequence[timedelta]) -> timedelta | None:
    """The median, or None for fewer than ten."""
    return timedelta(seconds=median(wait.total_seconds() for wait in waits)) if len(waits) >= ENOUGH else None


def first_answers(moment: datetime | None = None) -> FirstAnswers:
    until = moment or now()
    rows = asked(db.session(), _FIRST_ANSWERS, {"since": until - WEEK, "until": until}).all()
    waits = [answered - created for created, answered in rows if answered is not None]
    return FirstAnswers(asked=len(rows), answered=len(waits), median=middle(waits))


def confirmed_lately() -> Confirmed:
    """As of the last full ten minutes, which every process reckons alike: at fifty thousand questions it takes longer to count
    than all else that the home page asks, and who is counted was asked weeks ago."""
    moment = now_and_then()
    return kept_for(moment, "confirmed", lambda: confirmed_solved(moment))


def confirmed_solved(moment: datetime | None = None) -> Confirmed:
    until = (moment or now()) - SETTLED_AFTER
    number, solved, privately = asked(db.session(), _CONFIRMED, {"since": until - LOOKING_BACK, "until": until}).one()
    return Confirmed(asked=number, solved=solved, privately=privately)


_posts = Post.__table__
_ASKED = (
    select(_posts.c.created_at)
    .select_from(_posts.join(Question.__table__, _posts.c.id == ASKED.id))
    .where(
        _posts.c.kind == PostKind.QUESTION,
        _posts.c.created_at >= bindparam("since"),
        _posts.c.created_at < bindparam("until"),
        _posts.c.standing == Standing.VISIBLE,
        ASKED.archived_at.is_(None),
        ASKED.ended_at.is_(None),
    )
)
"""The community's own questions of a time; imported and ended ones are not counted.
The kind is named, although no other has a row beside it, so that the index by kind and time is used."""

_FIRST_ANSWERS = _ASKED.add_columns(
    select(func.min(ITS_POST.c.created_at))
    .join(ANSWER, ANSWER.c.id == ITS_POST.c.id)
    .where(ANSWER.c.question_id == ASKED.id, ITS_POST.c.author_id != _posts.c.author_id)
    .where(ITS_POST.c.standing == Standing.VISIBLE)
    .correlate(_posts, Question.__table__)
    .scalar_subquery()
)
_accepted = Acceptance.__table__.c
_BY_ASKER = (
    select(_accepted.id)
    .where(_accepted.question_id == ASKED.id, _accepted.undone_at.is_(None))
    .where(_accepted.by_staff.is_(False), _accepted.imported.is_(False))
    .exists()
)
_PRIVATELY = ASKED.solved_privately_at.is_not(None) & ~_BY_ASKER
_CONFIRMED = _ASKED.with_only_columns(func.count(), func.count().filter(_BY_ASKER), func.count().filter(_PRIVATELY))
