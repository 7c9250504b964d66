"""What can happen to a post of any kind."""

from enum import StrEnum


class PostEvent(StrEnum):
    HIDDEN = "post:hidden"
    RESTORED = "post:restored"
    WITHDRAWN = "post:withdrawn"
    PERSONAL_DATA_REMOVED = "post:personal_data_removed"
