"""The pictures of a case: read through the case alone."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cases.customer.models import CaseFile
from app.extensions import db


def files_of(case_id: int) -> dict[int, list[CaseFile]]:
    """By the message they came with, in order."""
    query = select(CaseFile).where(CaseFile.case_id == case_id).options(joinedload(CaseFile.image))
    found: dict[int, list[CaseFile]] = defaultdict(list)
    for file in db.session.scalars(query.order_by(CaseFile.id)):
        if file.message_id is not None:
            found[file.message_id].append(file)
    return found


def files_handed_in(waiting_id: int) -> Sequence[CaseFile]:
    """Those that came with a reply that is looked over. For staff alone."""
    query = select(CaseFile).where(CaseFile.waiting_id == waiting_id).options(joinedload(CaseFile.image))
    return db.session.scalars(query.order_by(CaseFile.id)).all()


def file_called(case_id: int, reference: str) -> CaseFile | None:
    query = select(CaseFile).where(CaseFile.case_id == case_id, CaseFile.reference == reference)
    query = query.where(CaseFile.message_id.is_not(None))
    return db.session.scalar(query.options(joinedload(CaseFile.image)))
