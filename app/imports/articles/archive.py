"""A whole knowledge base: its tables read and checked, then its articles with what readers saw of their history."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from app.imports.archive_rows import FOREIGN_MAX, NOBODY, Person, PostRow, VersionRow
from app.imports.articles.addresses import base_of
from app.imports.articles.rows import (
    SENTENCES,
    ArticleRow,
    BadRow,
    RevisionRow,
    Status,
    Wrong,
    read_article,
    read_revision,
)
from app.imports.articles.tables import Table, tables_of
from app.imports.articles.wiki_html import Wiki, body_of
from app.imports.faults import ArchiveFault, Problems, RowProblem
from app.imports.lines import OnRead
from app.kit.clock import now
from app.kit.markup import IMPORT, SourceFormat, render
from app.kit.texts import N_
from app.knowledge.as_markdown import markdown_of

NO_ARTICLES = N_("%(name)s holds no article that can be taken over.")
NAMED = 60


@dataclass(frozen=True, slots=True)
class Article:
    """An article for the core to write. The post's own time is that of the text readers see; it was `first_at` that there
    was one. `writers` wrote what readers saw, the first one first."""

    title: str
    post: PostRow
    first_at: datetime
    product: str | None
    topics: tuple[str, ...]
    writers: tuple[Person, ...]


class ArticlesArchive:
    """`check` first; `articles` may then be walked as often as one likes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows: dict[str, ArticleRow] = {}
        self.history: dict[str, list[RevisionRow]] = {}
        self.revisions = 0

    def check(self, problems: Problems, on_read: OnRead | None = None) -> None:
        """Errors: ArchiveFault; then nothing of the archive should be used."""
        articles, revisions = tables_of(self.path, on_read)
        self.rows = self._articles(articles, problems)
        self.history = self._history(revisions, problems) if revisions else {}
        self.revisions = len(revisions.rows) if revisions else 0
        for slug in list(self.rows):
            if revisions and not self.history.get(slug):
                self._problem(problems, articles, 0, slug, BadRow(Wrong.NO_HISTORY))
            elif revisions and not any(revision.was_seen for revision in self.history[slug]):
                self._problem(problems, articles, 0, slug, BadRow(Wrong.NEVER_APPROVED))
                del self.rows[slug]
        if not self.rows:
            raise ArchiveFault(NO_ARTICLES, name=self.path.name)

    @property
    def host(self) -> str:
        return next(filter(None, (base_of(row.url).partition("//")[2] for row in self.rows.values())), "")

    def articles(self, *, licence: str = "") -> Iterator[Article]:
        for row in self.rows.values():
            seen = [revision for revision in self.history.get(row.slug, []) if revision.was_seen]
            yield _article(row, seen, self.rows.__contains__, licence)

    def _articles(self, table: Table, problems: Problems) -> dict[str, ArticleRow]:
        found: dict[str, ArticleRow] = {}
        for line, raw in table.rows:
            try:
                row = read_article(raw)
                if row.slug in found:
                    raise BadRow(Wrong.REPEATED)
                found[row.slug] = row
            except BadRow as bad:
                self._problem(problems, table, line, raw["slug"], bad)
        return found

    def _history(self, table: Table, problems: Problems) -> dict[str, list[RevisionRow]]:
        found: dict[str, list[RevisionRow]] = {}
        numbers: set[int] = set()
        for line, raw in table.rows:
            try:
                row = read_revision(raw)
                if row.number in numbers:
                    raise BadRow(Wrong.REPEATED_REVISION)
                numbers.add(row.number)
                if row.slug not in self.rows:
                    raise BadRow(Wrong.OTHER_ARTICLE, slug=row.slug[:NAMED])
                found.setdefault(row.slug, []).append(row)
                if not row.was_seen:
                    raise BadRow(Wrong.NOT_APPROVED, status=row.status[:NAMED])
            except BadRow as bad:
                self._problem(problems, table, line, raw["revision"], bad)
        for rows in found.values():
            rows.sort(key=lambda row: (row.status == Status.CURRENT, row.at, row.number))
        return found

    def _problem(self, problems: Problems, table: Table, line: int, row_id: str, bad: BadRow) -> None:
        problems(RowProblem(bad.code.value, table.name, line, row_id[:NAMED], SENTENCES[bad.code], bad.params))


def _article(row: ArticleRow, seen: list[RevisionRow], knows: Callable[[str], bool], licence: str) -> Article:
    base = base_of(row.url)
    body, source_format = _body(row.html, Wiki(base=base, language=row.language, knows=knows))
    people = [_person(revision, base) for revision in seen] or [NOBODY]
    times = [revision.at for revision in seen] or [now()]
    versions = tuple(
        VersionRow(author=person, at=at, body="", format=SourceFormat.MARKDOWN)
        for person, at in zip(people, times, strict=True)
    )
    return Article(
        title=row.title,
        post=PostRow(
            foreign=_foreign(row.slug),
            author=people[-1],
            at=times[-1],
            body=body,
            format=source_format,
            url=row.url,
            old_paths=(f"/kb/{row.slug}",),
            licence=licence,
            edited_at=times[-1] if len(times) > 1 else None,
            language=row.language,
            versions=versions,
        ),
        first_at=min(times),
        product=row.products[0] if len(row.products) == 1 else None,
        topics=row.topics,
        writers=tuple({person.foreign: person for person in people}.values()),
    )


def _body(html: str, wiki: Wiki) -> tuple[str, SourceFormat]:
    """Markdown, so that editors can go on writing; escaping makes text longer, and what no longer fits stays as it came."""
    made = body_of(html, wiki)
    if IMPORT.measure(made) <= IMPORT.maximum:
        written = markdown_of(render(made, SourceFormat.HTML, limit=IMPORT).html)
        if IMPORT.measure(written) <= IMPORT.maximum:
            return written, SourceFormat.MARKDOWN
    return html, SourceFormat.HTML


def _foreign(slug: str) -> str:
    """Long slugs differ at their ends, which would be cut off."""
    named = f"article:{slug}"
    return named if len(named) <= FOREIGN_MAX else f"article:{sha256(slug.encode()).hexdigest()}"


def _person(revision: RevisionRow, base: str) -> Person:
    if not revision.user:
        return NOBODY
    url = f"{base}{revision.page}" if base and revision.page.startswith("/") else ""
    return Person(foreign=f"user:{revision.user}", name=revision.name, url=url)
