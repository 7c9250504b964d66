"""What is said of private cases besides replies: that one was opened, and what somebody is asked for."""

from app.kit.texts import N_
from app.notifications.manner import CASE, EXPERT, NOT_IN_MAIL, STAFF, Kind, Manner

ABOUT_CASES: dict[Kind, Manner] = {
    Kind.CASE_OPENED: Manner(
        N_("%(brand)s Support has your words and replies by %(staff_by)s. Write there, too, if something changes."),
        N_("Open your case"),
        CASE,
        needs_me=True,
        mail_note=NOT_IN_MAIL,
        subject=N_("Your private case is open"),
    ),
    Kind.CASE_CONSENT: Manner(
        N_("%(brand)s Support asks whether an expert of the community may look into your private case."),
        N_("See who and why"),
        CASE,
        needs_me=True,
        mail_note=N_("Nobody looks until you agree."),
        subject=N_("A question about your private case"),
    ),
    Kind.CASE_RETURN: Manner(
        N_("%(brand)s Support asks whether your question may go back to the community."),
        N_("See why, and answer"),
        CASE,
        needs_me=True,
        mail_note=N_("Nothing moves until you agree."),
        subject=N_("A question about your private case"),
    ),
    Kind.CASE_MERGED: Manner(
        N_("%(brand)s Support put two of your private cases together. Both go on as one, with all that was said."),
        N_("Open your case"),
        CASE,
        mail_note=NOT_IN_MAIL,
        subject=N_("Your private cases are one now"),
    ),
    Kind.CASE_MOVED_HERE: Manner(
        N_("%(brand)s Support put a private case under your account, as it is yours."),
        N_("Open your case"),
        CASE,
        needs_me=True,
        mail_note=NOT_IN_MAIL,
        subject=N_("A private case of yours"),
    ),
    Kind.CASE_MOVED_AWAY: Manner(
        N_(
            "%(brand)s Support put a private case of yours under another account. Write to us if it should be under this one."
        ),
        N_("Write to support"),
        CASE,
        needs_me=True,
        subject=N_("A private case left your account"),
    ),
    Kind.CASE_TOOK_IN: Manner(
        N_("%(who)s put a case of yours together with another one of its customer."), "", STAFF, mailed=False
    ),
    Kind.CASE_EXPERT: Manner(
        N_("%(brand)s Support asks for your help with a private case. Its customer agreed."),
        N_("Look into it"),
        EXPERT,
        needs_me=True,
        mail_note=NOT_IN_MAIL,
        subject=N_("Your help is asked for"),
    ),
    Kind.CASE_LOOK_ENDED: Manner(
        N_(
            "You had agreed that an expert looks into one of the two cases that are one now. Nobody looks any more; %(brand)s Support asks you again if it is needed."
        ),
        N_("Open your case"),
        CASE,
        mail_note=NOT_IN_MAIL,
        subject=N_("Nobody else looks into your private case"),
    ),
    Kind.CASE_LOOK_OVER: Manner(
        N_(
            "%(brand)s Support put a private case that you helped with together with another one, so your look at it is over. What you wrote to staff stays."
        ),
        "",
        EXPERT,
        mailed=False,
    ),
    Kind.CASE_EXPERT_NOTED: Manner(N_("%(who)s wrote a note in a case of yours."), "", STAFF, mailed=False),
}
