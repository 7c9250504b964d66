"""What is said of a case that waits for its customer, and of one that was closed: what happens then, and until when it comes
back. Never what was said in it."""

from app.kit.texts import N_
from app.notifications.manner import ASKED, CASE, NOT_IN_MAIL, Kind, Manner

OPEN_CASE = N_("Open your case")
CLOSED = N_("Your private case was closed")
ITS_CASE_CLOSED = N_("The case of your question was closed")

YOUR_TURN_OR_OVER: dict[Kind, Manner] = {
    Kind.CASE_NEEDED: Manner(
        N_(
            "It is your turn: %(brand)s Support needs something from you by %(asker_until)s. Without your word, your private"
            " case then closes; write there by %(back_until)s, and it comes back."
        ),
        N_("See what is needed"),
        CASE,
        needs_me=True,
        mail_note=NOT_IN_MAIL,
        subject=N_("It is your turn in your private case"),
    ),
    Kind.CASE_REMINDED: Manner(
        N_(
            "It is still your turn: %(brand)s Support needs something from you by %(asker_until)s. Without your word, your"
            " private case then closes; write there by %(back_until)s, and it comes back."
        ),
        N_("See what is needed"),
        CASE,
        needs_me=True,
        mail_note=NOT_IN_MAIL,
        subject=N_("It is still your turn in your private case"),
    ),
    Kind.CASE_LAPSED: Manner(
        N_(
            "Your private case was closed, since we did not hear from you. Write there by %(back_until)s, and it comes back;"
            " later, a new case goes on from it."
        ),
        OPEN_CASE,
        CASE,
        needs_me=True,
        subject=CLOSED,
    ),
    Kind.CASE_CLOSED: Manner(
        N_(
            "%(brand)s Support has closed your private case as settled. Not solved? Write there by %(back_until)s, and it"
            " comes back; later, a new case goes on from it."
        ),
        OPEN_CASE,
        CASE,
        needs_me=True,
        mail_note=NOT_IN_MAIL,
        subject=CLOSED,
    ),
    Kind.CASE_CLOSED_UNSEEN: Manner(
        N_(
            "%(brand)s Support has closed the case of your question: it was settled in private, and others read nothing of"
            " it. Did that solve it? Say so on your question. Not solved? Say so there, or write in your case by"
            " %(back_until)s, and it comes back."
        ),
        OPEN_CASE,
        ASKED,
        needs_me=True,
        mail_note=NOT_IN_MAIL,
        subject=ITS_CASE_CLOSED,
    ),
    Kind.CASE_CLOSED_ANSWERED: Manner(
        N_(
            "%(brand)s Support has closed the case of your question: our answer is on its page. Not solved? Say so there, or"
            " write in your case by %(back_until)s, and it comes back."
        ),
        OPEN_CASE,
        ASKED,
        needs_me=True,
        subject=ITS_CASE_CLOSED,
    ),
    Kind.CASE_CLOSED_NOTED: Manner(
        N_(
            "%(brand)s Support has closed the case of your question, with this note that everybody can read. Not solved? Say"
            " so on its page, or write in your case by %(back_until)s, and it comes back."
        ),
        OPEN_CASE,
        ASKED,
        needs_me=True,
        subject=ITS_CASE_CLOSED,
    ),
    Kind.CASE_CLOSED_ENDED: Manner(
        N_(
            "Your question has ended, and its case was closed with it. Still not solved? Write in your case by"
            " %(back_until)s, and it comes back."
        ),
        OPEN_CASE,
        ASKED,
        needs_me=True,
        subject=ITS_CASE_CLOSED,
    ),
}
