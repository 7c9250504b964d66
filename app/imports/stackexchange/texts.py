"""The rows of a post that every kind has: its row in `posts`, its origin and its revisions."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.accounts.roles import PostingRole
from app.imports.bulk import Bulk
from app.imports.stackexchange.people import Origins, People
from app.imports.stackexchange.rows import AnswerRow, CommentRow, QuestionRow, RevisionRow
from app.kit.markup import IMPORT, SourceFormat, render
from app.posts.kinds import PostKind, Standing, Voice
from app.posts.models import TITLE_MAX, Post, Revision
from app.search.language import guess_language

AnyRow = QuestionRow | AnswerRow | CommentRow


class Texts:
    """Writes posts with their history: unreviewed, with source and year, at their original times."""

    def __init__(self, bulk: Bulk, origins: Origins, people: People, progress: Callable[[int], None]) -> None:
        self.bulk, self.origins, self.people, self.progress = bulk, origins, people, progress
        self.fresh: set[int] = set()

    def add(
        self,
        kind: PostKind,
        foreign: str,
        row: AnyRow,
        source: str,
        source_format: SourceFormat,
        *,
        versions: list[RevisionRow],
        thread_id: int | None,
        title: str | None = None,
        url: str = "",
        accepted_at: datetime | None = None,
    ) -> int:
        """A new post; its id. `thread_id` None makes it the first of its own thread."""
        body = render(source, source_format, limit=IMPORT)
        author_id = self.people.author(row.author, row.created_at)
        origin_id = self.origins.new(
            foreign, row.created_at, url=url, author=self.people.name_of(row.author), licence=str(row.licence)
        )
        post_id = self.bulk.next_id(Post)
        edited_at = getattr(row, "last_edited_at", None)
        self.bulk.add(
            Post,
            id=post_id,
            kind=kind,
            thread_id=thread_id or post_id,
            title=title,
            author_id=author_id,
            author_role=PostingRole.IMPORTED,
            voice=Voice.COMMUNITY,
            standing=Standing.VISIBLE,
            language=guess_language(f"{title or ''}\n{body.text}") or "en",
            source=source,
            source_format=source_format,
            html=body.html,
            text=body.text,
            renderer_version=body.version,
            revision=max(1, len(versions)),
            created_at=row.created_at,
            edited_at=edited_at,
            votes=0,
            imported_score=row.score,
            origin_id=origin_id,
            accepted_at=accepted_at,
        )
        last = Revision(
            post_id=post_id,
            title=title,
            source=source,
            source_format=source_format,
            editor_id=author_id,
            at=edited_at or row.created_at,
        )
        self._revisions(last, versions)
        self.fresh.add(post_id)
        self.progress(1)
        return post_id

    def _revisions(self, last: Revision, versions: list[RevisionRow]) -> None:
        """Earlier texts as they were written (Markdown), the last one as the dump shows it."""
        title = last.title
        for number, row in enumerate(versions[:-1], 1):
            title = row.title or title
            self._revision(
                last.post_id,
                number,
                row,
                title=title[:TITLE_MAX] if title and last.title else None,
                source=row.body_markdown or "",
                source_format=SourceFormat.MARKDOWN,
            )
        newest = versions[-1] if versions else None
        text = {"title": last.title, "source": last.source, "source_format": last.source_format}
        if newest is None:
            self.bulk.add(
                Revision, post_id=last.post_id, number=1, editor_id=last.editor_id, at=last.at, reason="", **text
            )
        else:
            self._revision(last.post_id, len(versions), newest, **text)

    def _revision(self, post_id: int, number: int, row: RevisionRow, **text: Any) -> None:
        self.bulk.add(
            Revision,
            post_id=post_id,
            number=number,
            editor_id=self.people.author(row.author, row.made_at),
            at=row.made_at,
            reason=(row.remark or "")[:200],
            **text,
        )
