"""A checked dump into the database: its people, its threads, and the links between these."""

from collections.abc import Callable, Mapping

from sqlalchemy import select

from app.imports.desk import Desk
from app.imports.running import take_over_threads
from app.imports.stackexchange.checking import DumpSummary
from app.imports.stackexchange.reader import Dump
from app.imports.stackexchange.rows import LinkKind as DumpLink
from app.imports.stackexchange.threads import DumpThreads, foreign_post
from app.kit import edge
from app.kit.clock import now
from app.posts.models import Post
from app.questions.models import LinkKind, ThreadLink

PEOPLE = 1_000
"""Made in one transaction."""


def import_dump(
    dump: Dump, summary: DumpSummary, *, source: str, category: str, progress: Callable[[int], None]
) -> dict[str, int]:
    """Writes what is not here yet; how much was added of each kind."""
    desk = Desk(edge.session(), source)
    with DumpThreads(dump) as gathered:
        users = _everybody(desk, gathered)
        added = take_over_threads(
            desk,
            gathered.threads(),
            category=category,
            total=summary.counts.questions,
            progress=progress,
            problems={code.value: number for code, number in summary.problem_counts.items()},
        )
    return {**added, "users": users + added.get("users", 0), "links": _links(desk, dump)}


def _everybody(desk: Desk, gathered: DumpThreads) -> int:
    """Those who never wrote anything too; how many are new."""
    people, new = list(gathered.people.values()), 0
    for start in range(0, len(people), PEOPLE):
        some = people[start : start + PEOPLE]
        with edge.transaction():
            desk.begin()
            desk.people.meet(some)
            for person in some:
                desk.people.id_of(person, person.since or now())
            desk.bulk.write()
        new += len(desk.people.fresh)
    return new


def _links(desk: Desk, dump: Dump) -> int:
    """Links between threads that were taken over; one a pair, a duplicate goes before a mention. How many are new."""
    thread = dump.known.question_of
    pairs: dict[tuple[str, str], LinkKind] = {}
    for row in dump.links():
        pair = (_thread(thread, row.post_id), _thread(thread, row.related_id))
        if row.kind is DumpLink.DUPLICATE or pair not in pairs:
            pairs[pair] = LinkKind(row.kind.value)
    with edge.transaction() as session:
        desk.begin()
        made = desk.origins.made(Post, (foreign for pair in pairs for foreign in pair))
        here = {tuple(pair) for pair in session.execute(select(ThreadLink.from_id, ThreadLink.to_id))}
        new = {
            (made[start], made[end]): kind
            for (start, end), kind in pairs.items()
            if start != end and start in made and end in made and (made[start], made[end]) not in here
        }
        for (from_id, to_id), kind in new.items():
            desk.bulk.add(ThreadLink, from_id=from_id, to_id=to_id, kind=kind)
        desk.bulk.write()
    return len(new)


def _thread(question_of: Mapping[int, int], number: int) -> str:
    """The foreign id of the question that a post belongs to."""
    return foreign_post(question_of.get(number, number))
