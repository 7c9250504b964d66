"""One case, whole, as its reader may have it: the customer without what staff wrote among themselves."""

import base64
from typing import Any

from app.accounts.models import User
from app.cases.customer.experts import all_looks_of
from app.cases.customer.fields import fields_of, given
from app.cases.customer.files import files_of
from app.cases.customer.models import CaseFile
from app.cases.models import Case, PrivateDetails
from app.cases.timeline import timeline
from app.extensions import db
from app.images.storage import path_of

VERSION = 1


def exported(case: Case, reader: User) -> dict[str, Any]:
    """Plain values, ready for JSON. Times are in ISO 8601 with their zone; images are in it, in base64."""
    own, files = case.customer_id == reader.id, files_of(case.id)
    details = db.session.get(PrivateDetails, case.question_id) if case.question_id else None
    found: dict[str, Any] = {
        "format": "case",
        "version": VERSION,
        "reference": case.reference,
        "question": case.question_id,
        "title": case.title or (case.question.title if case.question else ""),
        "state": case.state.value,
        "severity": case.severity.value,
        "language": case.language,
        "opened_at": case.entered_at.isoformat(),
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "outcome": case.outcome.value if case.outcome else None,
        "customer": case.customer.display_name,
        "fields": {field.value: value for field, value in given(fields_of(case.id))},
        "private_details": details.text if details else "",
        "messages": [
            {
                "at": one.at.isoformat(),
                "from": "customer" if one.from_customer else "staff",
                "by": one.author.display_name,
                "text": one.source,
                "images": [_image(file) for file in files.get(one.id, ())],
            }
            for one in case.messages
        ],
        "experts": [
            {
                "name": look.expert.display_name,
                "asked_at": look.asked_at.isoformat(),
                "agreed_at": look.agreed_at.isoformat() if look.agreed_at else None,
                "ended_at": look.ended_at.isoformat() if look.ended_at else None,
            }
            for look in all_looks_of(case)
        ],
    }
    if not own:
        found["crm_id"] = case.crm_id
        found["notes"] = [
            {"at": one.at.isoformat(), "by": one.author.display_name, "text": one.source} for one in case.notes
        ]
        found["timeline"] = [{"at": one["at"].isoformat(), "text": str(one["text"])} for one in timeline(case)]
    return found


def _image(file: CaseFile) -> dict[str, Any]:
    known = {"type": file.image.kind.value, "width": file.image.width, "height": file.image.height}
    if file.image.erased_at is not None:
        return {**known, "erased_at": file.image.erased_at.isoformat()}
    try:
        data = path_of(file.image.name).read_bytes()
    except FileNotFoundError:
        return {**known, "missing": True}
    return {**known, "data": base64.b64encode(data).decode("ascii")}
