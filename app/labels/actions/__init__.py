"""Every change of a label. Each is a row in `label_changes` and an event."""

from app.labels.actions.cautioning import confirm_mark, correct, dispute, lift, mark_unofficial
from app.labels.actions.confirming import (
    OFFICIAL_FOR,
    VERIFIED_FOR,
    expire,
    follow_edit,
    label_company_answer,
    make_official,
    verify,
)
from app.labels.actions.doubting import doubt
from app.labels.actions.setting import (
    note_removal,
    note_restored,
    row_of,
    set_label,
    standing_marks,
    status_of,
)

__all__ = [
    "OFFICIAL_FOR",
    "VERIFIED_FOR",
    "confirm_mark",
    "correct",
    "dispute",
    "doubt",
    "expire",
    "follow_edit",
    "label_company_answer",
    "lift",
    "make_official",
    "mark_unofficial",
    "note_removal",
    "note_restored",
    "row_of",
    "set_label",
    "standing_marks",
    "status_of",
    "verify",
]
