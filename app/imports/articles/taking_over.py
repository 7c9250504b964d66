"""A checked knowledge base into the database."""

from collections.abc import Mapping

from app.imports.articles.archive import ArticlesArchive
from app.imports.articles.linking import link_answers_to_articles
from app.imports.articles.writing import TABLES, Articles
from app.imports.desk import Desk
from app.imports.running import Progress, take_over
from app.kit import edge


def take_over_articles(
    archive: ArticlesArchive, *, source: str, licence: str, progress: Progress, problems: Mapping[str, int]
) -> dict[str, int]:
    """Writes what is not here yet; how much was added of each kind."""
    desk = Desk(edge.session(), source, more=TABLES)
    added = take_over(
        desk,
        archive.articles(licence=licence),
        write=Articles(desk).write,
        posts_of=lambda article: (article.post,),
        total=len(archive.rows),
        progress=progress,
        problems=problems,
    )
    return {**added, "article links": link_answers_to_articles()}
