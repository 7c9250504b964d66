"""The one list of what waits for a person: notices, claims, and disputes whose update is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.claims.models import Flag
from app.claims.permissions import can_read_flags
from app.claims.queries import due_disputes, is_about_safety, waiting_flags
from app.decisions.models import GROUND_NAMES, Ground, Report
from app.decisions.queries import waiting_reports
from app.extensions import db
from app.kit.clock import now
from app.kit.markup import excerpt
from app.kit.texts import N_, Text
from app.labels.presenting import present
from app.labels.queries import standing_disputes
from app.posts.models import Post

LATE_AFTER = timedelta(hours=72)
URGENT = frozenset({Ground.ILLEGAL, Ground.PERSONAL_DATA})
TABS = ("all", "reports", "claims", "due")


@dataclass(frozen=True)
class Item:
    """One thing to decide. Notices on the same post or person are one item."""

    kind: str
    id: int
    title: Text
    label: Text | None
    about: str
    at: datetime
    urgent: bool
    late: bool
    whole: bool = False
    """A dispute of a whole post, which no claim stands for; `id` is the post's."""

    @property
    def key(self) -> str:
        return f"{self.kind}-post-{self.id}" if self.whole else f"{self.kind}-{self.id}"

    @property
    def url(self) -> str:
        if self.whole:
            return f"/posts/{self.id}/label"
        return f"/moderation/{'reports' if self.kind == 'reports' else 'claims'}/{self.id}"


def items_for(actor: User) -> list[Item]:
    """Everything this person can decide: what may hurt somebody first, then what is late, then the oldest."""
    disputes = due_disputes(actor)
    found = [*_reports(waiting_reports(actor)), *_claims(waiting_flags(actor)), *_due(disputes)]
    if can_read_flags(actor):
        found += _whole(standing_disputes(), {flag.post_id for flag in disputes})
    return sorted(found, key=lambda item: (not item.urgent, not item.late, item.at, item.key))


def _reports(reports: Iterable[Report]) -> list[Item]:
    grouped: dict[tuple[int | None, int | None], list[Report]] = {}
    for one in reports:
        grouped.setdefault((one.post_id, one.user_id), []).append(one)
    about = _subjects(grouped)
    return [
        Item(
            kind="reports",
            id=same[0].id,
            title=_report_title(same),
            label=about[subject][0],
            about=about[subject][1],
            at=same[0].at,
            urgent=any(one.ground in URGENT for one in same),
            late=now() - same[0].at > LATE_AFTER,
        )
        for subject, same in grouped.items()
    ]


def _report_title(same: list[Report]) -> Text:
    ground = Text(GROUND_NAMES[same[0].ground])
    return Text(N_("%(number)s reports: %(ground)s"), number=len(same), ground=ground) if len(same) > 1 else ground


def _subjects(
    grouped: Iterable[tuple[int | None, int | None]],
) -> dict[tuple[int | None, int | None], tuple[Text | None, str]]:
    """A line for each: the post's label and its beginning, or the person's name."""
    keys = list(grouped)
    query = select(Post).where(Post.id.in_([post for post, _ in keys if post]))
    posts = db.session.scalars(query.options(joinedload(Post.author), joinedload(Post.origin)))
    shown = {one.id: one for one in present(posts, may_read_withdrawn=True)}
    people = {
        user.id: user.display_name
        for user in db.session.scalars(select(User).where(User.id.in_([user for _, user in keys if user])))
    }
    return {
        (post, user): (shown[post].label.text, excerpt(shown[post].title or shown[post].text, 70))
        if post
        else (None, people[user or 0])
        for post, user in keys
    }


def _labels(flags: list[Flag]) -> dict[int, Text]:
    """Flag → the label of its post."""
    shown = present((flag.post for flag in flags), may_read_withdrawn=True)
    return {flag.id: one.label.text for flag, one in zip(flags, shown, strict=True)}


def _claims(flags: list[Flag]) -> list[Item]:
    labels = _labels(flags)
    return [
        Item(
            kind="claims",
            id=flag.id,
            title=Text(N_("Claim by an expert or staff")) if flag.flagged_by_id else Text(N_("Claim")),
            label=labels[flag.id],
            about=excerpt(flag.sentence, 70),
            at=flag.at,
            urgent=is_about_safety(flag),
            late=now() - flag.at > LATE_AFTER,
        )
        for flag in flags
    ]


def _whole(disputes: Iterable[tuple[Post, datetime]], known: set[int]) -> list[Item]:
    """Posts that were disputed as such, by staff or two experts. `known`: those that stand for a claim already."""
    found = [(post, by) for post, by in disputes if post.id not in known]
    shown = {one.id: one for one in present((post for post, _by in found), may_read_withdrawn=True)}
    return [
        Item(
            kind="due",
            id=post.id,
            title=Text(N_("Update promised by %(time)s"), time=by),
            label=shown[post.id].label.text,
            about=excerpt(shown[post.id].title or shown[post.id].text, 70),
            at=by,
            urgent=False,
            late=by < now(),
            whole=True,
        )
        for post, by in found
    ]


def _due(flags: list[Flag]) -> list[Item]:
    labels = _labels(flags)
    return [
        Item(
            kind="due",
            id=flag.id,
            title=Text(N_("Update promised by %(time)s"), time=flag.mark.update_by),
            label=labels[flag.id],
            about=excerpt(flag.sentence, 70),
            at=flag.mark.update_by,
            urgent=False,
            late=flag.mark.update_by < now(),
        )
        for flag in flags
        if flag.mark is not None and flag.mark.update_by is not None
    ]
