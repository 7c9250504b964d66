"""A checked Discourse archive into the database."""

from collections.abc import Iterator, Mapping

from app.imports.archive_rows import ThreadRow
from app.imports.articles.linking import link_answers_to_articles
from app.imports.desk import Desk
from app.imports.discourse.archive import DiscourseArchive
from app.imports.discourse.linking import link_threads
from app.imports.running import Progress, take_over_threads
from app.kit import edge


def take_over_discourse(
    archive: DiscourseArchive,
    *,
    source: str,
    category: str,
    licence: str,
    progress: Progress,
    problems: Mapping[str, int],
) -> dict[str, int]:
    """Writes what is not here yet; how much was added of each kind."""
    desk = Desk(edge.session(), source)
    pairs: list[tuple[int, int]] = []

    def threads() -> Iterator[ThreadRow]:
        for topic_id, read in archive.threads(licence=licence):
            pairs.extend((topic_id, other) for other in read.linked)
            yield read.thread

    added = take_over_threads(
        desk, threads(), category=category, total=archive.summary.topics, progress=progress, problems=problems
    )
    return {**added, "links": link_threads(desk, pairs), "article links": link_answers_to_articles()}
