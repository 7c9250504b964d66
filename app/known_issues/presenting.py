"""What a known issue looks like outside: made here alone, and never without the label that says who is speaking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.catalogue.brand import brand_name
from app.kit.markup import excerpt
from app.kit.markup.plain import text_of
from app.kit.texts import N_, Text
from app.known_issues.models import IssueChange, KnownIssue
from app.known_issues.states import OUTCOME_NAMES, STATE_NAMES, IssueState, Said
from app.labels.algebra import Status
from app.labels.presenting import Label
from app.posts.addresses import slug_of
from app.posts.kinds import Voice

LABEL = N_("%(brand)s's official statement · known issue, as of %(date)s")
CHANGE_NAMES = {
    Said.OPENED: N_("Opened"),
    Said.CHANGED: N_("New word"),
    Said.RESOLVED: N_("Resolved"),
    Said.REOPENED: N_("Opened again: it is not over"),
    Said.LATE: N_("We missed the time of the next word"),
}
TONES = {
    IssueState.INVESTIGATING: "warn",
    IssueState.IDENTIFIED: "warn",
    IssueState.FIX_COMING: "brand",
    IssueState.RESOLVED: "good",
}


@dataclass(frozen=True)
class ShownIssue:
    """A known issue as anybody may read it."""

    id: int
    title: str
    url: str
    label: Label
    state: Text
    tone: str
    is_open: bool
    product: str
    product_slug: str
    scope: str | Text
    html: str
    workaround_html: str
    outcome: Text | None
    language: str
    opened_at: datetime
    changed_at: datetime
    next_update_at: datetime | None
    missed_at: datetime | None
    is_incident: bool
    plain: str

    def __post_init__(self) -> None:
        if self.label.voice is not Voice.COMPANY:
            raise TypeError("a known issue is the company's word and says so")

    def excerpt(self, length: int = 200) -> str:
        return excerpt(self.plain, length)


@dataclass(frozen=True)
class ShownChange:
    text: Text
    note: Text
    at: datetime
    html: str
    next_update_at: datetime | None


def path_of(issue: KnownIssue) -> str:
    return f"/known-issues/{issue.id}/{slug_of(issue.title)}"


def label_of(issue: KnownIssue) -> Label:
    text = Text(LABEL, brand=brand_name(), date=issue.changed_at.date())
    return Label(
        Voice.COMPANY, Status.OFFICIAL, text, "official", scope=str(scope_of(issue) or ""), as_of=issue.changed_at
    )


def scope_of(issue: KnownIssue) -> str:
    """The versions and lots it is about, by name; empty for all of them."""
    return ", ".join([*(version.name for version in issue.versions), *(lot.name for lot in issue.lots)])


def shown(issue: KnownIssue) -> ShownIssue:
    """Its product, versions and lots are loaded."""
    return ShownIssue(
        id=issue.id,
        title=issue.title,
        url=path_of(issue),
        label=label_of(issue),
        state=Text(STATE_NAMES[issue.state]),
        tone=TONES[issue.state],
        is_open=issue.is_open,
        product=issue.product.name,
        product_slug=issue.product.slug,
        scope=scope_of(issue) or Text(N_("all versions")),
        html=issue.html,
        workaround_html=issue.workaround_html,
        outcome=Text(OUTCOME_NAMES[issue.outcome]) if issue.outcome else None,
        language=issue.language,
        opened_at=issue.opened_at,
        changed_at=issue.changed_at,
        next_update_at=issue.next_update_at,
        missed_at=issue.missed_at,
        is_incident=issue.is_incident,
        plain=text_of(issue.html),
    )


def shown_changes(changes: Sequence[IssueChange]) -> list[ShownChange]:
    """What was said, the latest first."""
    return [
        ShownChange(Text(CHANGE_NAMES[one.said]), Text(STATE_NAMES[one.state]), one.at, one.html, one.next_update_at)
        for one in changes
    ]
