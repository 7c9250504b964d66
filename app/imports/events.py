"""What can happen in imports: one event a batch, none a post; and what becomes of imported authors."""

from enum import StrEnum


class ImportEvent(StrEnum):
    DONE = "import:done"
    ADDRESSES_TAKEN = "import:addresses_taken"
    OFFERED = "import:offered"
    CLAIMED = "import:claimed"
