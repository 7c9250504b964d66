"""The kinds of notifications by name, and what is said of each: `kinds.py` and its neighbours say it."""

from dataclasses import dataclass
from enum import StrEnum

from app.kit.texts import N_


class Kind(StrEnum):
    ANSWERED = "answered"
    ANSWERED_FOLLOWED = "answered_followed"
    COMMENTED = "commented"
    COMMENTED_FOLLOWED = "commented_followed"
    ACCEPTED = "accepted"
    ACCEPTED_BY_STAFF = "accepted_by_staff"
    ACCEPTED_FOR_YOU = "accepted_for_you"
    SOLVED_FOLLOWED = "solved_followed"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    LAPSED = "lapsed"
    REOPENED = "reopened"
    MERGED = "merged"
    MERGED_FOLLOWED = "merged_followed"
    TOOK_IN = "took_in"
    UNMERGED = "unmerged"
    OFFICIAL_YOURS = "official_yours"
    VERIFIED_YOURS = "verified_yours"
    UNOFFICIAL_YOURS = "unofficial_yours"
    DISPUTED_YOURS = "disputed_yours"
    CORRECTED_YOURS = "corrected_yours"
    LIFTED_YOURS = "lifted_yours"
    OFFICIAL_FOLLOWED = "official_followed"
    UNOFFICIAL_FOLLOWED = "unofficial_followed"
    DISPUTED_FOLLOWED = "disputed_followed"
    CORRECTED_FOLLOWED = "corrected_followed"
    CASE_REPLIED = "case_replied"
    CASE_BACK = "case_back"
    CASE_LOOKED_INTO = "case_looked_into"
    CASE_NEEDED = "case_needed"
    CASE_REMINDED = "case_reminded"
    CASE_LAPSED = "case_lapsed"
    CASE_CLOSED = "case_closed"
    CASE_CLOSED_UNSEEN = "case_closed_unseen"
    CASE_CLOSED_ANSWERED = "case_closed_answered"
    CASE_CLOSED_NOTED = "case_closed_noted"
    CASE_CLOSED_ENDED = "case_closed_ended"
    CASE_OPENED = "case_opened"
    CASE_CONSENT = "case_consent"
    CASE_RETURN = "case_return"
    CASE_MERGED = "case_merged"
    CASE_MOVED_HERE = "case_moved_here"
    CASE_MOVED_AWAY = "case_moved_away"
    CASE_TOOK_IN = "case_took_in"
    CASE_EXPERT = "case_expert"
    CASE_EXPERT_NOTED = "case_expert_noted"
    CASE_LOOK_ENDED = "case_look_ended"
    CASE_LOOK_OVER = "case_look_over"
    CASE_AT_RISK = "case_at_risk"
    CASE_LATE = "case_late"
    CASE_ASSIGNED = "case_assigned"
    CASE_NOBODY = "case_nobody"
    OFFICIAL_WAITS = "official_waits"
    OFFICIAL_RETURNED = "official_returned"
    OFFICIAL_LATE = "official_late"
    SATISFACTION_ASKED = "satisfaction_asked"
    REVIEW_WAITS = "review_waits"
    REVIEW_RETURNED = "review_returned"
    REVIEW_LATE = "review_late"
    DECIDED = "decided"
    ADDRESS_LOOKED_AT = "address_looked_at"
    REPORTER_LOOKED_AT = "reporter_looked_at"
    SUSPENDED = "suspended"
    ROLE_GRANTED = "role_granted"
    SPOKESPERSON_GRANTED = "spokesperson_granted"
    EXPERT_APPOINTED = "expert_appointed"
    ARTICLE_CREDITED = "article_credited"
    GAP_CLOSED = "gap_closed"
    GAP_ASSIGNED = "gap_assigned"
    CLAIM_FLAGGED = "claim_flagged"
    ISSUE_ATTACHED = "issue_attached"
    ISSUE_CHANGED = "issue_changed"
    ISSUE_CHANGED_FOLLOWED = "issue_changed_followed"
    ISSUE_RESOLVED = "issue_resolved"
    ISSUE_RESOLVED_FOLLOWED = "issue_resolved_followed"
    ISSUE_CONCERNS_YOU = "issue_concerns_you"
    ISSUE_LATE = "issue_late"
    ISSUE_YOURS = "issue_yours"
    POST_HELD = "post_held"
    POST_RELEASED = "post_released"
    POST_RETURNED = "post_returned"


ASKED = N_("You get this because you asked this question.")
WROTE = N_("You get this because it is about something you wrote.")
FOLLOWS = N_("You get this because you follow this question.")
CASE = N_("You get this because you have a case with us.")
ACCOUNT = N_("You get this because it is about your account or what you wrote; such mails are always sent.")
LOOKED = N_("You get this because you told us what you had not found.")
EXPERT = N_("You get this because you are an expert of the community.")
STAFF = ""

NOT_IN_MAIL = N_("It is private, so it is not in this mail.")


@dataclass(frozen=True)
class Manner:
    """How a kind is told. `needs_me`: waits for the person or answers them. `always`: whatever mails they chose, even
    while they are suspended. `subject`: of its mail, instead of the thread's title."""

    sentence: str
    button: str
    why: str = WROTE
    mailed: bool = True
    needs_me: bool = False
    always: bool = False
    followed: bool = False
    news: bool = False
    """Pointless once the post was taken back."""
    subject: str = ""
    mail_note: str = ""
    """What only the mail has to add."""
