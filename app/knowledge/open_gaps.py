"""The open gaps as editors see them: those about the same thing together, with who has them and by when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Row, func, select

from app.accounts.models import User
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.keyset import DAMAGED, PAGE_SIZE, Page, cursor_of, read_cursor
from app.kit.verdicts import require
from app.knowledge.gap_clusters import clustered, wording
from app.knowledge.models import ContentGap, GapReporter
from app.knowledge.permissions import Actor, can_see_desk
from app.knowledge.states import GapKind, GapState

ANSWER_WITHIN = timedelta(days=14)
"""Ten business days, said as the two weeks that they are."""
GATHERED = 10_000
"""Open gaps that are put together: those noted first, which are due first; a quarter of a second of work."""


class Which(StrEnum):
    ALL = "all"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class OpenGap:
    id: int
    kind: GapKind
    words: str
    language: str
    times: int
    at: datetime
    last_at: datetime
    assignee_id: int | None


@dataclass(frozen=True)
class Cluster:
    """Open gaps about the same thing, the first noted first."""

    gaps: tuple[OpenGap, ...]

    @property
    def id(self) -> int:
        return self.gaps[0].id

    @property
    def words(self) -> str:
        """How most people put it; of equals, as the first did."""
        return max(self.gaps, key=lambda gap: gap.times).words

    @property
    def times(self) -> int:
        return sum(gap.times for gap in self.gaps)

    @property
    def wordings(self) -> list[str]:
        """Other words for it than those of the heading, commonest first."""
        common = sorted(self.gaps, key=lambda gap: -gap.times)
        heading = self.words.casefold()
        return [words for words in dict.fromkeys(gap.words for gap in common) if words.casefold() != heading]

    @property
    def since(self) -> datetime:
        return min(gap.at for gap in self.gaps)

    @property
    def last_at(self) -> datetime:
        return max(gap.last_at for gap in self.gaps)

    @property
    def due(self) -> datetime:
        return self.since + ANSWER_WITHIN

    @property
    def is_late(self) -> bool:
        return now() > self.due

    @property
    def assignee_ids(self) -> frozenset[int]:
        """Who has it. What was noted since belongs to them too, until somebody says otherwise."""
        return frozenset(gap.assignee_id for gap in self.gaps if gap.assignee_id is not None)

    def is_one_of(self, which: Which, actor_id: int | None) -> bool:
        match which:
            case Which.MINE:
                return actor_id in self.assignee_ids
            case Which.UNASSIGNED:
                return not self.assignee_ids
            case Which.LATE:
                return self.is_late
        return True


def open_clusters(actor: Actor) -> list[Cluster]:
    """All of them, what was looked for most often first."""
    require(can_see_desk(actor))
    rows = _open_rows()
    together = clustered([wording(row.normal, row.words, row.language) for row in rows])
    found = [Cluster(tuple(_gap(rows[place]) for place in places)) for places in together]
    return sorted(found, key=_place)


def _open_rows() -> Sequence[Row]:
    query = select(
        ContentGap.id, ContentGap.kind, ContentGap.words, ContentGap.normal, ContentGap.language, ContentGap.times,
        ContentGap.at, ContentGap.last_at, ContentGap.assignee_id,
    ).where(ContentGap.state == GapState.OPEN)  # fmt: skip
    return db.session.execute(query.order_by(ContentGap.id).limit(GATHERED)).all()


def _gap(row: Row) -> OpenGap:
    return OpenGap(row.id, row.kind, row.words, row.language, row.times, row.at, row.last_at, row.assignee_id)


def _place(cluster: Cluster) -> tuple[int, int]:
    return -cluster.times, cluster.id


def page_of(clusters: Sequence[Cluster], after: str | None) -> Page[Cluster]:
    """The page behind a place in the order, which holds whatever comes and goes before it."""
    if after:
        times, first = read_cursor(after, 2)
        if type(times) is not int or type(first) is not int:
            raise Invalid(DAMAGED)
        clusters = [cluster for cluster in clusters if _place(cluster) > (-times, first)]
    items = clusters[:PAGE_SIZE]
    more = len(clusters) > PAGE_SIZE
    return Page(items, cursor_of((items[-1].times, items[-1].id)) if more else None)


def cluster_with(actor: Actor, gap_id: int) -> Cluster | None:
    """What an open gap belongs to."""
    return next((one for one in open_clusters(actor) if any(gap.id == gap_id for gap in one.gaps)), None)


def names_of(clusters: Sequence[Cluster]) -> dict[int, str]:
    """Assignee → name."""
    ids = {person for cluster in clusters for person in cluster.assignee_ids}
    rows = db.session.execute(select(User.id, User.display_name).where(User.id.in_(ids)))
    return {row.id: row.display_name for row in rows}


def people_waiting(clusters: Sequence[Cluster]) -> dict[int, int]:
    """Cluster → how many people are to be told: members, and addresses that guests left, each once."""
    belongs = {gap.id: cluster.id for cluster in clusters for gap in cluster.gaps}
    query = select(GapReporter.gap_id, GapReporter.user_id, func.lower(GapReporter.email)).where(
        GapReporter.gap_id.in_(belongs), GapReporter.user_id.is_not(None) | (GapReporter.email != "")
    )
    waiting: dict[int, set[tuple[int | None, str]]] = defaultdict(set)
    for gap_id, user_id, email in db.session.execute(query):
        waiting[belongs[gap_id]].add((user_id, email))
    return {cluster_id: len(people) for cluster_id, people in waiting.items()}
