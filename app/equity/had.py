"""What people had at a moment: the age of their account, posts, and what anybody could favour somebody for."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from app.equity.asking import Asking, Channel
from app.extensions import db
from app.posts.models import Post
from app.questions.models import Acceptance, Vote

AT_ONCE = timedelta(minutes=1)
"""An account that is no older when it asks was made by asking: a guest's."""
Times = dict[int, list[datetime]]

_written, _asked = Post.__table__.alias("written"), Post.__table__.alias("asked")
_taken, _votes = Acceptance.__table__.c, Vote.__table__.c


class Who(NamedTuple):
    """Who asked, when, and what is known of them whatever the moment. `made`: when the account was."""

    person: int
    asked: datetime
    made: datetime
    language: str
    without_password: bool


class Waited(NamedTuple):
    """How long, whether that is over, and for what: only those of one stratum are compared."""

    wait: timedelta
    over: bool
    stratum: str
    channel: Channel


class Had:
    """Of the people that a select names. Standing = answers of theirs that others' questions accepted, and not taken back by then,
    + votes on their posts. It stands in for reputation. A vote that was taken back since is not on record any more; what an
    archive brought along as a mere score has no time and is not counted."""

    def __init__(self, people: Select[Any]) -> None:
        theirs = _written.c.author_id.in_(people)
        accepted = (
            select(_written.c.author_id, _taken.at, _taken.undone_at)
            .join_from(Acceptance.__table__, _written, _taken.answer_id == _written.c.id)
            .join(_asked, _taken.question_id == _asked.c.id)
            .where(theirs, _asked.c.author_id != _written.c.author_id)
        )
        voted = select(_written.c.author_id, _votes.at).join_from(
            Vote.__table__, _written, _votes.post_id == _written.c.id
        )
        taken = db.session.execute(accepted).all()
        self._posts = _times(db.session.execute(select(_written.c.author_id, _written.c.created_at).where(theirs)))
        self._gained = _times((person, at) for person, at, _undone in taken)
        self._lost = _times((person, undone) for person, _at, undone in taken if undone is not None)
        self._votes = _times(db.session.execute(voted.where(theirs)))

    def asking(self, who: Who, waited: Waited) -> Asking:
        """Who has never chosen a password, or got the account by asking, is a guest."""
        person, asked, age = who.person, who.asked, who.asked - who.made
        standing = _before(self._gained, person, asked) - _before(self._lost, person, asked)
        return Asking(
            wait=waited.wait,
            over=waited.over,
            stratum=waited.stratum,
            age=age,
            posts=_before(self._posts, person, asked),
            standing=standing + _before(self._votes, person, asked),
            language=who.language,
            channel=Channel.GUEST if who.without_password or age < AT_ONCE else waited.channel,
        )


def _times(rows: Iterable[Any]) -> Times:
    found: Times = defaultdict(list)
    for person, at in rows:
        found[person].append(at)
    for times in found.values():
        times.sort()
    return found


def _before(times: Times, person: int, at: datetime) -> int:
    return bisect_left(times.get(person, []), at)
