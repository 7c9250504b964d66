"""What can happen to accounts."""

from enum import StrEnum


class AccountEvent(StrEnum):
    REGISTERED = "account:registered"
    CONFIRMED = "account:confirmed"
    CONFIRMATION_ASKED = "account:confirmation_asked"
    RESET_ASKED = "account:reset_asked"
    PASSWORD_CHANGED = "account:password_changed"
    PROFILE_CHANGED = "account:profile_changed"
    SIGNED_IN = "account:signed_in"
    SIGN_IN_REVOKED = "account:sign_in_revoked"
    ROLE_GRANTED = "account:role_granted"
    ROLE_REVOKED = "account:role_revoked"
    EXPERT_APPOINTED = "account:expert_appointed"
    EXPERT_ENDED = "account:expert_ended"
    SPOKESPERSON_GRANTED = "account:spokesperson_granted"
    SPOKESPERSON_REVOKED = "account:spokesperson_revoked"
    SUSPENDED = "account:suspended"
    SUSPENSION_LIFTED = "account:suspension_lifted"
    STAFF_INVITED = "account:staff_invited"
