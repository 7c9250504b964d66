"""What can happen in imports: one event a batch, none a post."""

from enum import StrEnum


class ImportEvent(StrEnum):
    DONE = "import:done"
