"""The rows of a post that every kind has: its row in `posts`, its origin, its revisions, its former addresses."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.accounts.roles import PostingRole
from app.imports.archive_rows import PostRow, VersionRow
from app.imports.bulk import Bulk
from app.imports.writing.origins import Origins
from app.imports.writing.people import People
from app.kit.clock import now
from app.kit.markup import IMPORT, Rendered, SourceFormat, render
from app.labels.algebra import Status
from app.labels.models import LabelChange
from app.posts.former import shape_of
from app.posts.kinds import PostKind, Standing, Voice
from app.posts.models import TITLE_MAX, FormerAddress, Post, Revision
from app.search.language import guess_language


def fitting_title(title: str) -> str:
    """The title, cut with a sign that it was when it is longer than ours may be."""
    title = " ".join(title.split())
    return title if len(title) <= TITLE_MAX else title[: TITLE_MAX - 1] + "…"


class Posts:
    """Writes posts with their history: unreviewed, with source and year, at their original times."""

    def __init__(self, bulk: Bulk, origins: Origins, people: People) -> None:
        self.bulk, self.origins, self.people = bulk, origins, people
        self.bodies: dict[str, Rendered] = {}
        self.paths: dict[str, int] = {}

    def render(self, rows: Iterable[PostRow]) -> None:
        """Slow work, done while no transaction is open."""
        self.bodies = {row.foreign: render(row.body, row.format, limit=IMPORT) for row in rows}

    def begin(self) -> None:
        self.paths.clear()

    def add(
        self,
        kind: PostKind,
        row: PostRow,
        *,
        thread_id: int | None = None,
        title: str | None = None,
        language: str | None = None,
        accepted_at: datetime | None = None,
        **columns: Any,
    ) -> int:
        """A new post; its id. Without `thread_id` it is the first of its own thread. `columns` go into `posts` as they are."""
        body = self.bodies.pop(row.foreign, None) or render(row.body, row.format, limit=IMPORT)
        post_id, author_id = self.bulk.next_id(Post), self.people.id_of(row.author, row.at)
        origin_id = self.origins.new(row.foreign, row.at, url=row.url, author=row.author.name, licence=row.licence)
        self.bulk.add(
            Post,
            **{
                "id": post_id,
                "kind": kind,
                "thread_id": thread_id or post_id,
                "title": title,
                "author_id": author_id,
                "author_role": PostingRole.IMPORTED,
                "voice": Voice.COMMUNITY,
                "standing": Standing.HIDDEN if row.spam else Standing.VISIBLE,
                "language": row.language or language or guess_language(f"{title or ''}\n{body.text}") or "en",
                "source": row.body,
                "source_format": row.format,
                "html": body.html,
                "text": body.text,
                "renderer_version": body.version,
                "revision": max(1, len(row.versions)),
                "created_at": row.at,
                "edited_at": row.edited_at,
                "votes": 0,
                "imported_score": row.score,
                "origin_id": origin_id,
                "accepted_at": accepted_at,
                **columns,
            },
        )
        self._revisions(post_id, title, row)
        for path in row.old_paths:
            if shape := shape_of(path):
                self.paths.setdefault(shape, post_id)
        if row.spam:
            self._hidden(post_id)
        return post_id

    def _revisions(self, post_id: int, title: str | None, row: PostRow) -> None:
        """Earlier texts as they were written, and last the one that the archive shows."""
        last = VersionRow(author=row.author, at=row.edited_at or row.at, body=row.body, format=row.format)
        earlier, known = row.versions[:-1], row.versions[-1:] or (last,)
        shown = title
        for number, version in enumerate(earlier, 1):
            shown = fitting_title(version.title) if title and version.title else shown
            self._revision(post_id, number, version, shown, version.body, version.format)
        self._revision(post_id, len(earlier) + 1, known[0], title, row.body, row.format)

    def _revision(
        self, post_id: int, number: int, version: VersionRow, title: str | None, source: str, kind: SourceFormat
    ) -> None:
        self.bulk.add(
            Revision,
            post_id=post_id,
            number=number,
            title=title,
            source=source,
            source_format=kind,
            editor_id=self.people.id_of(version.author, version.at),
            at=version.at,
            reason=version.reason[:200],
        )

    def _hidden(self, post_id: int) -> None:
        """Whoever moderates here sees in the label's history who hid it: not they, but the source."""
        self.bulk.add(
            LabelChange,
            post_id=post_id,
            at=now(),
            before=Status.UNREVIEWED,
            after=Status.WITHDRAWN,
            reason=f"Hidden in {self.origins.source} as spam",
            scope="",
            evidence="",
            fact="",
        )

    def write_addresses(self) -> None:
        """The former addresses of what was added; one that leads somewhere already stays as it is."""
        if not self.paths:
            return
        here = set(
            self.bulk.session.scalars(select(FormerAddress.path).where(FormerAddress.path.in_(list(self.paths))))
        )
        for path, post_id in self.paths.items():
            if path not in here:
                self.bulk.add(FormerAddress, path=path, post_id=post_id)
        self.paths.clear()
