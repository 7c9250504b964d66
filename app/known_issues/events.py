"""What happens to known issues."""

from enum import StrEnum


class IssueEvent(StrEnum):
    OPENED = "known_issue:opened"
    CHANGED = "known_issue:changed"
    RESOLVED = "known_issue:resolved"
    REOPENED = "known_issue:reopened"
    UPDATE_LATE = "known_issue:update_late"
    ATTACHED = "known_issue:attached"
    DETACHED = "known_issue:detached"
    SOLVED_IT = "known_issue:solved_it"
    DID_NOT_SOLVE = "known_issue:did_not_solve"
    FOLLOWED = "known_issue:followed"
    UNFOLLOWED = "known_issue:unfollowed"
    MODE_ENDED = "known_issue:mode_ended"
    POST_HELD = "known_issue:post_held"
    POST_RELEASED = "known_issue:post_released"
    POST_RETURNED = "known_issue:post_returned"
    POST_TAKEN_BACK = "known_issue:post_taken_back"
    OWNED_ADDED = "known_issue:owned_added"
    OWNED_REMOVED = "known_issue:owned_removed"
