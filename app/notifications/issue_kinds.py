"""How what happens to known issues is told. Its first words say who is speaking: they are the label of what follows."""

from app.kit.texts import N_
from app.notifications.manner import ASKED, STAFF, WROTE, Kind, Manner

FOLLOWS_ISSUE = N_("You get this because you follow this known issue.")
HAS_IT = N_("You get this because you told us that you have this product, or asked about it.")
SEE_ISSUE, SEE_QUESTION = N_("Read what is known"), N_("See your question")
KNOWN_ISSUE = N_("A known issue")

ISSUE_MANNERS: dict[Kind, Manner] = {
    Kind.ISSUE_ATTACHED: Manner(
        N_(
            "%(brand)s's official statement: your question belongs to a known issue. You are told of every change; the"
            " next word comes by %(staff_by)s. If it is another problem, say so, and it is answered by itself."
        ),
        SEE_QUESTION,
        ASKED,
        needs_me=True,
        subject=N_("Your question belongs to a known issue"),
    ),
    Kind.ISSUE_CHANGED: Manner(
        N_("%(brand)s's official statement on the known issue that your question belongs to: there is news."),
        SEE_ISSUE,
        ASKED,
        needs_me=True,
        subject=N_("News of a known issue"),
    ),
    Kind.ISSUE_CHANGED_FOLLOWED: Manner(
        N_("%(brand)s's official statement on a known issue you follow: there is news."),
        SEE_ISSUE,
        FOLLOWS_ISSUE,
        followed=True,
        subject=N_("News of a known issue"),
    ),
    Kind.ISSUE_RESOLVED: Manner(
        N_(
            "%(brand)s's official statement: the known issue that your question belongs to is resolved. Did this solve it"
            " for you? If not, staff take it at once."
        ),
        N_("Say whether it is solved"),
        ASKED,
        needs_me=True,
        subject=N_("A known issue is resolved: is it for you?"),
    ),
    Kind.ISSUE_RESOLVED_FOLLOWED: Manner(
        N_("%(brand)s's official statement: a known issue you follow is resolved."),
        SEE_ISSUE,
        FOLLOWS_ISSUE,
        followed=True,
        subject=N_("A known issue is resolved"),
    ),
    Kind.ISSUE_CONCERNS_YOU: Manner(
        N_("%(brand)s's official statement: there is a known issue with a product you have."),
        SEE_ISSUE,
        HAS_IT,
        needs_me=True,
        subject=N_("A known issue with your product"),
    ),
    Kind.ISSUE_LATE: Manner(N_("The next word on a known issue is late."), "", STAFF, mailed=False),
    Kind.ISSUE_YOURS: Manner(N_("%(who)s gave you a known issue to look after."), "", STAFF, mailed=False),
    Kind.POST_HELD: Manner(N_("Posts wait to be looked at because of an incident."), "", STAFF, mailed=False),
    Kind.POST_RELEASED: Manner(
        N_("What you wrote is published now. It had waited because of an incident."), N_("See it"), WROTE
    ),
    Kind.POST_RETURNED: Manner(
        N_("What you wrote was not published. Your text is still there, with the reason."),
        N_("Read the reason"),
        WROTE,
        needs_me=True,
        subject=N_("What you wrote was not published"),
    ),
}
