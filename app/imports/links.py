"""The link that a claim takes: mailed to the address, good for the member who has it confirmed, for a week and once."""

from datetime import timedelta

from app.accounts.models import User
from app.extensions import db
from app.imports.models import AuthorAddress
from app.imports.permissions import can_claim
from app.kit.signing import signed, signed_value

CLAIM = "claim-imported-posts"
WITHIN = timedelta(days=7)


def claim_path(user: User, author: AuthorAddress) -> str:
    return f"/imported-posts/{signed(CLAIM, [user.id, author.id, author.email])}"


def read_claim(token: str, user: User) -> AuthorAddress | None:
    """What this member may claim by the link; None for a forged, old or used one, and for anybody else's."""
    value = signed_value(CLAIM, token, max_age=int(WITHIN.total_seconds()))
    if not isinstance(value, list) or len(value) != 3 or value[0] != user.id:
        return None
    author = db.session.get(AuthorAddress, value[1])
    if author is None or author.email != value[2]:
        return None
    verdict = can_claim(user, author)
    return None if verdict.unseen else author
