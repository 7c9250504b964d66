"""A note among staff is kept: what somebody says, or why a lead did something."""

from app.accounts.models import User
from app.activity.log import record
from app.cases.events import CaseEvent
from app.cases.models import Case, CaseNote
from app.extensions import db
from app.kit.clock import now
from app.kit.markup import SourceFormat, render
from app.posts.actions import check_text


def keep_note(actor: User, case: Case, *, body: str) -> CaseNote:
    """Permission was asked by whoever calls: a lead's reason is kept with a case that waits in the queue, too."""
    check_text(body)
    html = render(body, SourceFormat.MARKDOWN).html
    written = CaseNote(case_id=case.id, author_id=actor.id, source=body, html=html, at=now())
    db.session.add(written)
    record(actor, CaseEvent.NOTED, case)
    return written
