"""A guest's question that waits for its address to be confirmed: the link that the mail carries, and what it leads to.

The text is public only once somebody has followed the link and pressed the button there: mail programs follow links too.
"""

from dataclasses import dataclass
from datetime import timedelta

from app.activity.once import earlier_result
from app.extensions import db
from app.kit.signing import signed, signed_value
from app.questions.models import HeldQuestion

HELD_FOR = timedelta(days=7)
READABLE_FOR = timedelta(days=365)
"""How long a link is still recognised as one of ours, to say that it is too old."""
PURPOSE = "held-question"


def confirmation_token(held: HeldQuestion) -> str:
    return signed(PURPOSE, [held.id, held.reference])


def confirmation_path(held: HeldQuestion) -> str:
    """The path of the page that the mail links to; the mail knows the host."""
    return f"/questions/held/{confirmation_token(held)}"


@dataclass(frozen=True)
class Followed:
    """What a link leads to: the question that waits, or, if it was used, the address it was published at, or that it is
    too old. All empty: it was never one of ours."""

    held: HeldQuestion | None = None
    published_at: str | None = None
    expired: bool = False


def read(token: str) -> HeldQuestion | None:
    """The question that waits behind this link; None once it is published or older than a week."""
    return follow(token).held


def follow(token: str) -> Followed:
    value = signed_value(PURPOSE, token, max_age=int(READABLE_FOR.total_seconds()))
    if not isinstance(value, list) or len(value) != 2:
        return Followed()
    if published_at := earlier_result(value[1]):
        return Followed(published_at=published_at)
    held = db.session.get(HeldQuestion, value[0])
    young = signed_value(PURPOSE, token, max_age=int(HELD_FOR.total_seconds())) is not None
    if not young or held is None or held.reference != value[1]:
        return Followed(expired=True)
    return Followed(held=held)
