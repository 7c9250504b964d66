"""What an edit does to a label, in the words of whoever edits: before it, and after."""

from app.accounts.models import User
from app.catalogue.brand import brand_name
from app.kit.texts import N_, Text
from app.labels.actions import status_of
from app.labels.algebra import CONFIRMED, TYPO_CHARACTERS, Status, after_edit
from app.labels.permissions import speaks_for_company
from app.posts.kinds import Voice
from app.posts.models import Post


def edit_warning(actor: User, post: Post) -> Text | None:
    """What more than nothing would cost this post; None where an edit leaves its label as it is."""
    status, company = status_of(post), post.voice is Voice.COMPANY
    left = after_edit(status, typo=False, company=company, speaks=speaks_for_company(actor, post))
    if left is status:
        return None
    if status is Status.OFFICIAL and left is Status.STAFF_VERIFIED:
        return Text(N_("This is the official answer, word for word: with any change it is an ordinary one again."))
    if company:
        return Text(
            N_("%(brand)s has confirmed this, word for word: with any change it is not confirmed any more."),
            brand=brand_name(),
        )
    return Text(
        N_(
            "This text is confirmed. Up to %(count)s characters away from it, with the same numbers, links and every “not”,"
            " it stays so; beyond that it is not reviewed any more."
        ),
        count=TYPO_CHARACTERS,
    )


def edit_said(before: Status, after: Status) -> Text | None:
    """What became of the label; None if it stands."""
    if after is before:
        return None
    if after in CONFIRMED:
        return Text(N_("It is not the official answer any more. A spokesperson can make it official again."))
    if before in CONFIRMED:
        return Text(N_("The new text is not confirmed any more."))
    return None
