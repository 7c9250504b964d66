"""The incidents that readers are told of wherever they are: one short statement, asked once for each version of the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.activity.kept import kept
from app.catalogue.models import Product
from app.extensions import db
from app.known_issues.models import KnownIssue
from app.known_issues.states import IssueState, Mode
from app.posts.addresses import slug_of


@dataclass(frozen=True)
class Incident:
    id: int
    title: str
    product_id: int
    product: str
    everywhere: bool
    state: IssueState
    next_update_at: datetime | None
    missed_at: datetime | None
    mode: Mode
    mode_until: datetime | None
    slow_minutes: int

    @property
    def url(self) -> str:
        return f"/known-issues/{self.id}/{slug_of(self.title)}"


_INCIDENTS = (
    select(
        KnownIssue.id,
        KnownIssue.title,
        KnownIssue.product_id,
        Product.name,
        KnownIssue.everywhere,
        KnownIssue.state,
        KnownIssue.next_update_at,
        KnownIssue.missed_at,
        KnownIssue.mode,
        KnownIssue.mode_until,
        KnownIssue.slow_minutes,
    )
    .join(Product, Product.id == KnownIssue.product_id)
    .where(KnownIssue.is_incident)
    .order_by(KnownIssue.everywhere.desc(), KnownIssue.id)
)


def incidents() -> Sequence[Incident]:
    info = db.session().info
    if "incidents" not in info:
        info["incidents"] = kept("incidents", _read)
    found: Sequence[Incident] = info["incidents"]
    return found


def _read() -> Sequence[Incident]:
    return [Incident(*row) for row in db.session.execute(_INCIDENTS)]


def incidents_here(product_id: int | None, *, at_home: bool) -> list[Incident]:
    """Those of every page, those of this page's product, and on the home page all of them."""
    return [one for one in incidents() if one.everywhere or at_home or one.product_id == product_id]
