"""One import: the category, the rows, one event for the batch, and the pages and the index that change with it."""

from collections.abc import Callable

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.activity.versions import LISTS, SITE, touch
from app.catalogue.models import Category
from app.imports.events import ImportEvent
from app.imports.models import ImportBatch
from app.imports.stackexchange.checking import DumpSummary
from app.imports.stackexchange.reader import Dump
from app.imports.stackexchange.writing import Writer
from app.kit import edge
from app.kit.clock import now
from app.posts.addresses import slug_of
from app.search.marking import mark


def import_dump(
    dump: Dump, summary: DumpSummary, *, source: str, category: str, progress: Callable[[int], None]
) -> dict[str, int]:
    """Takes a checked dump over in one transaction; how much was added."""
    with edge.transaction() as session:
        slug = slug_of(category)
        place = session.scalar(select(Category).where(Category.slug == slug))
        if place is None:
            place = Category(slug=slug, name=category.capitalize()[:60], about="", place=999)
            session.add(place)
            session.flush()
        writer = Writer(session, dump, source=source[:80], category=place, progress=progress)
        added = writer.write()
        if any(added.values()):
            batch = ImportBatch(
                source=source[:80],
                done_at=now(),
                counts=added,
                problems={code.value: number for code, number in summary.problem_counts.items()},
            )
            session.add(batch)
            record(SYSTEM, ImportEvent.DONE, batch, source=source[:80], **added)
            for thread_id in {writer.threads[row_id] for row_id in writer.threads}:
                mark("question", thread_id)
            touch(session, SITE, LISTS)
    return added
