"""The pictures of a case: read through the case alone."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cases.customer.models import CaseFile
from app.extensions import db


def files_of(case_id: int) -> dict[int, list[CaseFile]]:
    """By the message they came with, in order."""
    query = select(CaseFile).where(CaseFile.case_id == case_id).options(joinedload(CaseFile.image))
    found: dict[int, list[CaseFile]] = defaultdict(list)
    for file in db.session.scalars(query.order_by(CaseFile.id)):
        found[file.message_id].append(file)
    return found


def file_called(case_id: int, reference: str) -> CaseFile | None:
    query = select(CaseFile).where(CaseFile.case_id == case_id, CaseFile.reference == reference)
    return db.session.scalar(query.options(joinedload(CaseFile.image)))
