"""What is new since a page was made: marks of the last words in a case, and how many came after them."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import User
from app.cases.desk.queries import waiting_count
from app.cases.due import standing
from app.cases.models import Case, CaseMessage, CaseNote
from app.cases.states import DONE
from app.extensions import db
from app.posts.kinds import Standing
from app.posts.models import Post

_MARK = re.compile(r"\d{1,18}\.\d{1,18}\.\d{1,18}", re.ASCII)
Words = tuple[InstrumentedAttribute[int], InstrumentedAttribute[int], ColumnElement[bool] | None]


def _words(case: Case, reader: User) -> Iterator[Words]:
    """(number, author, which) of messages, notes and public posts, as far as this reader reads them here: a customer reads
    no note, and the thread elsewhere."""
    staff = reader.id != case.customer_id
    public = (Post.thread_id == case.question_id) & (Post.standing == Standing.VISIBLE)
    yield CaseMessage.id, CaseMessage.author_id, CaseMessage.case_id == case.id
    yield CaseNote.id, CaseNote.author_id, CaseNote.case_id == case.id if staff else None
    yield Post.id, Post.author_id, public if staff else None


def mark_of(case: Case, reader: User) -> str:
    """The numbers of the last message, note and public post."""
    return ".".join(str(_last(number, which)) for number, _author, which in _words(case, reader))


def _last(number: Any, which: ColumnElement[bool] | None) -> int:
    return (db.session.scalar(select(func.max(number)).where(which)) or 0) if which is not None else 0


def count_since(case: Case, reader: User, mark: str) -> int:
    """How much others said since; 0 for a mark that is none."""
    if not _MARK.fullmatch(mark):
        return 0
    count = 0
    for (number, author, which), after in zip(_words(case, reader), map(int, mark.split(".")), strict=True):
        if which is not None:
            query = select(func.count(number)).where(which, number > after, author != reader.id)
            count += db.session.scalar(query) or 0
    return count


def desk_mark(actor: User) -> str:
    """Changes whenever one's own cases or the queue do."""
    query = select(Case.id, Case.state, standing(), Case.severity)
    held = db.session.execute(query.where(Case.owner_id == actor.id, Case.state.not_in(DONE)).order_by(Case.id))
    known = [(number, state.value, str(due), severity.value) for number, state, due, severity in held]
    return sha256(repr((known, waiting_count())).encode()).hexdigest()[:16]
