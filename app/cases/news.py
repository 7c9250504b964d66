"""What is new since a page was made: marks of the last words in a case, and how many came after them."""

import re
from hashlib import sha256

from sqlalchemy import func, select

from app.accounts.models import User
from app.cases.desk.queries import waiting_count
from app.cases.models import Case, CaseMessage, CaseNote
from app.cases.queries import cases_held_by
from app.extensions import db
from app.posts.kinds import Standing
from app.posts.models import Post

_MARK = re.compile(r"\d{1,18}\.\d{1,18}\.\d{1,18}", re.ASCII)
_KINDS = (CaseMessage, CaseNote, Post)


def _rows(case: Case, reader: User) -> list[object]:
    """The conditions on each kind, as far as this reader reads it: a customer reads no note, and the thread elsewhere."""
    staff = reader.id != case.customer_id
    return [
        CaseMessage.case_id == case.id,
        (CaseNote.case_id == case.id) if staff else None,
        ((Post.thread_id == case.question_id) & (Post.standing == Standing.VISIBLE)) if staff else None,
    ]


def mark_of(case: Case, reader: User) -> str:
    """The numbers of the last message, note and public post."""
    found = [
        (db.session.scalar(select(func.max(kind.id)).where(which)) or 0) if which is not None else 0  # type: ignore[arg-type]
        for kind, which in zip(_KINDS, _rows(case, reader), strict=True)
    ]
    return ".".join(map(str, found))


def count_since(case: Case, reader: User, mark: str) -> int:
    """How much others said since; 0 for a mark that is none."""
    if not _MARK.fullmatch(mark):
        return 0
    count = 0
    for kind, which, after in zip(_KINDS, _rows(case, reader), map(int, mark.split(".")), strict=True):
        if which is not None:
            query = select(func.count(kind.id)).where(which, kind.id > after, kind.author_id != reader.id)  # type: ignore[arg-type]
            count += db.session.scalar(query) or 0
    return count


def desk_mark(actor: User) -> str:
    """Changes whenever one's own cases or the queue do."""
    held = [(case.id, case.state.value, str(case.next_due_at), case.severity.value) for case in cases_held_by(actor)]
    return sha256(repr((held, waiting_count())).encode()).hexdigest()[:16]
