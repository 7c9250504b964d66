"""The roles of product words. Everybody signed in is a member; the rest are granted."""

from enum import StrEnum

from app.kit.texts import N_


class Role(StrEnum):
    AGENT = "agent"
    LEAD = "lead"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


class Deed(StrEnum):
    """What one administrator alone may not do."""

    GRANT_ADMINISTRATOR = "grant_administrator"
    SUSPEND_STAFF = "suspend_staff"


class PostingRole(StrEnum):
    """The role somebody speaks in. Fixed at the time of posting and never changed later."""

    MEMBER = "member"
    EXPERT = "expert"
    EMPLOYEE = "employee"
    AGENT = "agent"
    LEAD = "lead"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"
    IMPORTED = "imported"


ROLE_NAMES = {
    PostingRole.MEMBER: N_("Member"),
    PostingRole.EXPERT: N_("Expert"),
    PostingRole.EMPLOYEE: N_("Employee"),
    PostingRole.AGENT: N_("Agent"),
    PostingRole.LEAD: N_("Team lead"),
    PostingRole.MODERATOR: N_("Moderator"),
    PostingRole.ADMINISTRATOR: N_("Administrator"),
    PostingRole.IMPORTED: N_("Imported"),
}

STAFF = frozenset(Role)
"""Any of these makes a person staff: they never vote and never accept for themselves."""
