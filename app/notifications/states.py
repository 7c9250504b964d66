"""Which mails a person wants."""

from enum import StrEnum

from app.kit.texts import N_


class Wants(StrEnum):
    """What of the community's news comes by mail. The list in the app always has everything."""

    EVERYTHING = "everything"
    NEEDS_ME = "needs_me"
    NONE = "none"


WANTS_NAMES = {
    Wants.EVERYTHING: N_("Everything I ask, write or follow"),
    Wants.NEEDS_ME: N_("Only what needs me: answers and replies to my own questions"),
    Wants.NONE: N_("No mail"),
}
