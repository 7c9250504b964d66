"""A word between the customer and staff, as a row."""

from app.accounts.models import User
from app.cases.models import Case, CaseMessage
from app.extensions import db
from app.kit.clock import now
from app.kit.markup import SourceFormat, render
from app.posts.actions import check_text


def message(case: Case, author: User, body: str, *, from_customer: bool) -> CaseMessage:
    check_text(body)
    db.session.flush()
    written = CaseMessage(
        case_id=case.id,
        author_id=author.id,
        from_customer=from_customer,
        source=body,
        html=render(body, SourceFormat.MARKDOWN).html,
        at=now(),
    )
    db.session.add(written)
    return written
