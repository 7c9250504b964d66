"""A notification as it is told: its sentence, the post with its label, the facts of a decision."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.accounts.roles import ROLE_NAMES, PostingRole
from app.activity.models import Event
from app.cases.going_on import COMES_BACK_WITHIN
from app.catalogue.brand import brand_name
from app.catalogue.models import Tag
from app.decisions.models import MEASURE_NAMES, Decision
from app.extensions import db
from app.kit.texts import N_, Text
from app.knowledge.models import ContentGap
from app.labels.presenting import Label, Presented, present
from app.labels.wording import rule_name
from app.notifications.issue_facts import about_issue, why_returned
from app.notifications.kinds import MANNERS, Kind, Manner
from app.notifications.models import Notification
from app.posts.models import Post
from app.questions.models import Ending
from app.questions.queries import seen_by

FORMER = N_("A former member")
SOMEBODY = N_("Somebody")


@dataclass(frozen=True)
class Told:
    """`shown` is the quoted post, `title` that of its thread; both are missing when they may not be seen any more."""

    id: int
    kind: Kind
    sentence: Text
    url: str
    at: datetime
    unread: bool
    title: str = ""
    shown: Presented | None = None
    facts: tuple[tuple[Text, Any], ...] = field(default=())
    label: Label | None = None

    @property
    def manner(self) -> Manner:
        return MANNERS[self.kind]


def told(rows: Sequence[Notification], reader: User) -> list[Told]:
    """Each notification as this person may read it now; a fixed number of queries, however many."""
    shown = _posts({row.post_id for row in rows}, reader)
    titles = _titles({one.thread_id for one in shown.values()}, reader)
    shown = {post_id: one for post_id, one in shown.items() if one.thread_id in titles or one.author_id == reader.id}
    names = _actors({row.event_id for row in rows})
    decisions = _decisions({row.params.get("decision") for row in rows})
    return [_told(row, shown, titles, names, decisions) for row in rows]


def _told(
    row: Notification,
    shown: dict[int, Presented],
    titles: dict[int, str],
    names: dict[int, str | Text],
    decisions: dict[int, Decision],
) -> Told:
    kind, one = Kind(row.kind), shown.get(row.post_id or 0)
    decision = decisions.get(row.params.get("decision") or 0)
    values = {name: _read(value) for name, value in row.params.items()}
    values.setdefault("back_until", values.get("asker_until", row.at) + COMES_BACK_WITHIN)
    values |= {"who": names.get(row.event_id or 0, Text(SOMEBODY)), "brand": brand_name()}
    if decision is not None:
        values["measure"] = Text(MEASURE_NAMES[decision.measure])
    if "role" in values:
        values["role"] = Text(ROLE_NAMES[PostingRole(values["role"])])
    if "topic" in values:
        values["topic"] = db.session.scalar(select(Tag.slug).where(Tag.id == values["topic"])) or "–"
    facts: Sequence[tuple[Text, Any]] = (
        _facts_of(decision) if decision is not None else _facts_of_gap(row.params.get("gap"))
    )
    issue = about_issue(row.params.get("issue"), row.params.get("number"))
    facts = facts or issue.facts or why_returned(row.params.get("held"))
    return Told(
        id=row.id,
        kind=kind,
        sentence=Text(MANNERS[kind].sentence, **values),
        url=row.url,
        at=row.at,
        unread=row.read_at is None,
        title=titles.get(one.thread_id, "") if one else issue.title,
        shown=one,
        facts=tuple(facts or _facts_of_merge(row.params.get("merged"))),
        label=issue.label,
    )


def _read(value: Any) -> Any:
    return datetime.fromisoformat(value["at"]) if isinstance(value, dict) else value


def _posts(ids: set[int | None], reader: User) -> dict[int, Presented]:
    query = select(Post).where(Post.id.in_(ids - {None}), seen_by(reader))
    posts = list(db.session.scalars(query.options(joinedload(Post.author), joinedload(Post.origin))))
    mine = [post for post in posts if post.author_id == reader.id]
    others = [post for post in posts if post.author_id != reader.id]
    return {one.id: one for one in [*present(others), *present(mine, may_read_withdrawn=True)]}


def _titles(thread_ids: set[int], reader: User) -> dict[int, str]:
    query = select(Post.id, Post.title).where(Post.id.in_(thread_ids), seen_by(reader))
    return {thread_id: title or "" for thread_id, title in db.session.execute(query)}


def _actors(event_ids: set[int | None]) -> dict[int, str | Text]:
    """Event → the name of whoever did it."""
    query = select(Event.id, User.display_name, User.closed_at).join(User, User.id == Event.actor_id)
    rows = db.session.execute(query.where(Event.id.in_(event_ids - {None})))
    return {event_id: Text(FORMER) if closed else name for event_id, name, closed in rows}


def _decisions(ids: set[int | None]) -> dict[int, Decision]:
    if not ids - {None}:
        return {}
    query = select(Decision).where(Decision.id.in_(ids - {None})).options(joinedload(Decision.rule))
    return {decision.id: decision for decision in db.session.scalars(query)}


def _facts_of(decision: Decision) -> list[tuple[Text, Any]]:
    """The statement of reasons: what, by which rule, why, until when, and that one may object."""
    facts: list[tuple[Text, Any]] = [(Text(N_("Decision")), Text(MEASURE_NAMES[decision.measure]))]
    if decision.rule is not None:
        rule = rule_name(decision.rule.number, decision.rule.title, decision.rule.title_it)
        facts.append((Text(N_("Rule")), rule))
    facts.append((Text(N_("Reason")), decision.reason))
    if decision.until is not None:
        facts.append((Text(N_("Until")), Text("%(at)s", at=decision.until)))
    return facts


def _facts_of_gap(gap_id: int | None) -> list[tuple[Text, Any]]:
    gap = db.session.get(ContentGap, gap_id) if gap_id else None
    if gap is None:
        return []
    facts: list[tuple[Text, Any]] = [(Text(N_("You looked for")), gap.words)]
    return [*facts, (Text(N_("Our answer")), gap.answer)] if gap.answer else facts


def _facts_of_merge(question_id: int | None) -> list[tuple[Text, Any]]:
    """Why two questions were taken for the same."""
    ending = db.session.get(Ending, question_id) if question_id else None
    return [(Text(N_("Reason")), ending.reason)] if ending is not None and ending.reason else []
