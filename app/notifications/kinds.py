"""Every kind of notification: its sentence, its one button, why it is sent, and whether it is mailed.

A sentence names people and times, never what somebody wrote: a quoted post stands apart, below its label.
"""

from app.kit.texts import N_
from app.notifications.case_kinds import ABOUT_CASES
from app.notifications.closing_kinds import YOUR_TURN_OR_OVER
from app.notifications.issue_kinds import ISSUE_MANNERS
from app.notifications.manner import ACCOUNT, ASKED, CASE, FOLLOWS, LOOKED, NOT_IN_MAIL, STAFF, Kind, Manner

__all__ = ["MANNERS", "Kind", "Manner"]

SEE_ANSWER, SEE_QUESTION, SEE_POST = N_("Read the answer"), N_("See the question"), N_("See what you wrote")
SEE_CORRECTED = N_("See it with its label")
SEE_MERGED = N_("See where it is gathered")

MANNERS: dict[Kind, Manner] = {
    Kind.ANSWERED: Manner(N_("%(who)s answered your question."), SEE_ANSWER, ASKED, needs_me=True, news=True),
    Kind.ANSWERED_FOLLOWED: Manner(
        N_("%(who)s answered a question you follow."), SEE_ANSWER, FOLLOWS, followed=True, news=True
    ),
    Kind.COMMENTED: Manner(
        N_("%(who)s commented on what you wrote."), N_("Read the comment"), needs_me=True, news=True
    ),
    Kind.COMMENTED_FOLLOWED: Manner(
        N_("%(who)s commented on a question you follow."), N_("Read the comment"), FOLLOWS, followed=True, news=True
    ),
    Kind.ACCEPTED: Manner(N_("Your answer solved it, says %(who)s."), SEE_QUESTION),
    Kind.ACCEPTED_BY_STAFF: Manner(
        N_("%(brand)s marked your answer as the solution, for an asker who has been silent."), SEE_QUESTION
    ),
    Kind.ACCEPTED_FOR_YOU: Manner(
        N_(
            "%(brand)s marked this answer to your question as the solution, since you had been silent. If it did not"
            " help, take that back."
        ),
        SEE_ANSWER,
        ASKED,
        needs_me=True,
    ),
    Kind.SOLVED_FOLLOWED: Manner(
        N_("A question you follow was solved by this answer."), SEE_ANSWER, FOLLOWS, followed=True
    ),
    Kind.REMINDED: Manner(
        N_("An answer waits for your word: did it solve your problem?"),
        N_("See the answers"),
        ASKED,
        needs_me=True,
        mail_note=N_("One press is enough, and it helps whoever has the same problem."),
    ),
    Kind.ESCALATED: Manner(
        N_(
            "%(brand)s Support has taken over your question and replies by %(staff_by)s. The community can still answer."
        ),
        SEE_QUESTION,
        ASKED,
        needs_me=True,
    ),
    Kind.LAPSED: Manner(
        N_(
            "We did not hear from you, so your question is closed without a confirmed solution. Not solved? You can open"
            " it again until %(asker_until)s."
        ),
        SEE_QUESTION,
        ASKED,
        needs_me=True,
    ),
    Kind.REOPENED: Manner(
        N_("%(who)s opened this question again: it is not solved after all."), SEE_QUESTION, FOLLOWS, followed=True
    ),
    Kind.MERGED: Manner(
        N_(
            "Your question was merged into another one about the same thing. Its answers are gathered there, and you"
            " follow it from now on."
        ),
        SEE_MERGED,
        ASKED,
        needs_me=True,
    ),
    Kind.MERGED_FOLLOWED: Manner(
        N_("A question you follow was merged into another one about the same thing. You follow that one from now on."),
        SEE_MERGED,
        FOLLOWS,
        followed=True,
    ),
    Kind.TOOK_IN: Manner(
        N_("Another question about the same thing was merged into yours, with its answers. Does one of them help?"),
        SEE_QUESTION,
        ASKED,
    ),
    Kind.UNMERGED: Manner(
        N_("Your question stands on its own again: it was not the same after all."), SEE_QUESTION, ASKED
    ),
    Kind.OFFICIAL_YOURS: Manner(N_("Your answer is %(brand)s's official answer now."), SEE_POST),
    Kind.VERIFIED_YOURS: Manner(N_("%(brand)s checked and confirmed your answer."), SEE_POST),
    Kind.UNOFFICIAL_YOURS: Manner(
        N_(
            "A sentence you wrote is marked as something %(brand)s has not confirmed. You can change it, with no penalty."
        ),
        SEE_POST,
        needs_me=True,
    ),
    Kind.DISPUTED_YOURS: Manner(
        N_("There are reports that differ from what you wrote, and %(brand)s is checking them."),
        SEE_POST,
        needs_me=True,
    ),
    Kind.CORRECTED_YOURS: Manner(
        N_(
            "%(brand)s put a correction above what you wrote. Your words stay below it; you can change them, with no penalty."
        ),
        SEE_POST,
        needs_me=True,
    ),
    Kind.LIFTED_YOURS: Manner(N_("The mark on what you wrote was taken away."), SEE_POST),
    Kind.OFFICIAL_FOLLOWED: Manner(
        N_("An answer you had seen is %(brand)s's official answer now."), SEE_CORRECTED, FOLLOWS, followed=True
    ),
    Kind.UNOFFICIAL_FOLLOWED: Manner(
        N_("Something you had read makes a claim that %(brand)s has not confirmed."),
        SEE_CORRECTED,
        FOLLOWS,
        followed=True,
    ),
    Kind.DISPUTED_FOLLOWED: Manner(
        N_("There are reports that differ from something you had read, and %(brand)s is checking them."),
        SEE_CORRECTED,
        FOLLOWS,
        followed=True,
    ),
    Kind.CORRECTED_FOLLOWED: Manner(
        N_("%(brand)s corrected something you had read."), SEE_CORRECTED, FOLLOWS, followed=True
    ),
    Kind.CASE_REPLIED: Manner(
        N_("%(brand)s Support has written to you in your private case."),
        N_("Read the reply"),
        CASE,
        needs_me=True,
        mail_note=NOT_IN_MAIL,
        subject=N_("A reply in your private case"),
    ),
    Kind.CASE_LOOKED_INTO: Manner(
        N_("%(who)s, an administrator, has looked into your private case. The reason is written there."),
        N_("Open your case"),
        CASE,
        subject=N_("An administrator looked into your private case"),
    ),
    Kind.CASE_AT_RISK: Manner(N_("A case has used most of its time."), "", STAFF, mailed=False),
    Kind.CASE_BACK: Manner(N_("A case of yours came back to you."), "", STAFF, mailed=False),
    Kind.CASE_LATE: Manner(N_("A case missed its promised time."), "", STAFF, mailed=False),
    Kind.CASE_ASSIGNED: Manner(N_("%(who)s gave you a case."), "", STAFF, mailed=False),
    Kind.CASE_NOBODY: Manner(
        N_("Cases wait for a skill or a language that nobody at the desk has now."), "", STAFF, mailed=False
    ),
    Kind.OFFICIAL_WAITS: Manner(
        N_("%(who)s asks you to approve an official answer, by %(staff_by)s."), "", STAFF, mailed=False
    ),
    Kind.OFFICIAL_RETURNED: Manner(
        N_("%(who)s returned your official answer: it stays an ordinary one for now."), "", STAFF, mailed=False
    ),
    Kind.OFFICIAL_LATE: Manner(N_("An official answer waits for approval past its time."), "", STAFF, mailed=False),
    Kind.SATISFACTION_ASKED: Manner(
        N_("Your problem is solved. How were you helped? One press is enough."),
        N_("Say how you were helped"),
        ASKED,
        needs_me=True,
        subject=N_("How were you helped?"),
        mail_note=N_("We ask once. Team leads read it without your name; whoever helped you does not see it."),
    ),
    Kind.REVIEW_WAITS: Manner(
        N_("%(who)s is in training and asks you to look over a reply, by %(staff_by)s."), "", STAFF, mailed=False
    ),
    Kind.REVIEW_RETURNED: Manner(
        N_("%(who)s looked over your reply and returned it with a reason."), "", STAFF, mailed=False
    ),
    Kind.REVIEW_LATE: Manner(
        N_("A reply of somebody in training waits to be looked over, past its time."), "", STAFF, mailed=False
    ),
    Kind.DECIDED: Manner(
        N_("A moderator decided about you or something you wrote: %(measure)s."),
        N_("See what it is about"),
        ACCOUNT,
        always=True,
        subject=N_("A moderator's decision, with its reasons"),
    ),
    Kind.ADDRESS_LOOKED_AT: Manner(
        N_("%(who)s, of those who keep this community, looked at your e-mail address. The reason is written there."),
        N_("Read why"),
        ACCOUNT,
        always=True,
        subject=N_("Your e-mail address was looked at"),
    ),
    Kind.REPORTER_LOOKED_AT: Manner(
        N_(
            "%(who)s, of those who keep this community, looked at who sent a report of yours. The reason is written there."
        ),
        N_("Read why"),
        ACCOUNT,
        always=True,
        subject=N_("Somebody looked at who sent a report of yours"),
    ),
    Kind.SUSPENDED: Manner(
        N_("Your account is suspended until %(asker_until)s: you can read, but not write."),
        N_("Read the house rules"),
        ACCOUNT,
        always=True,
        subject=N_("Your account is suspended"),
    ),
    Kind.ROLE_GRANTED: Manner(
        N_("You were given a role in the %(brand)s community: %(role)s."),
        N_("Open the community"),
        ACCOUNT,
        subject=N_("A new role for you"),
    ),
    Kind.SPOKESPERSON_GRANTED: Manner(
        N_("You can make answers official for %(brand)s now."),
        N_("Open the community"),
        ACCOUNT,
        subject=N_("A new role for you"),
    ),
    Kind.EXPERT_APPOINTED: Manner(
        N_("You were appointed an expert of %(topic)s. What you write there says so."),
        N_("See its questions"),
        ACCOUNT,
        subject=N_("You are an expert now"),
    ),
    Kind.ARTICLE_CREDITED: Manner(
        N_("An article was made of your answer, and you are named in it."), N_("Read the article")
    ),
    Kind.GAP_CLOSED: Manner(
        N_("You looked for something and did not find it. There is an answer now."),
        N_("Read it"),
        LOOKED,
        needs_me=True,
        subject=N_("What you had looked for"),
    ),
    Kind.GAP_ASSIGNED: Manner(
        N_("%(who)s gave you something to answer that people do not find."), "", STAFF, mailed=False
    ),
    Kind.CLAIM_FLAGGED: Manner(N_("A claim waits for you to look at it."), "", STAFF, mailed=False),
    **ISSUE_MANNERS,
    **ABOUT_CASES,
    **YOUR_TURN_OR_OVER,
}
