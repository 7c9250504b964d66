"""The history of a post: several rows (title, body, tags) make one revision."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from app.imports.stackexchange.fields import Fields, read_tags
from app.imports.stackexchange.known import Known
from app.imports.stackexchange.licences import Licence, licence_of
from app.imports.stackexchange.others import read_post_id
from app.imports.stackexchange.posts import settle_author
from app.imports.stackexchange.problems import ProblemCode
from app.imports.stackexchange.rows import Author, RevisionKind, RevisionRow

PARTS = ("title", "body", "tags")
KINDS = (RevisionKind.INITIAL, RevisionKind.EDIT, RevisionKind.ROLLBACK)
# The rows of one saving stand next to each other or nearly so; this many unfinished revisions are kept waiting.
WINDOW = 100


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One row of the history: one part of one revision."""

    id: int
    group: tuple[int, str]
    kind: RevisionKind
    part: str
    text: str | None
    tags: tuple[str, ...] | None
    author: Author
    made_at: datetime
    remark: str | None
    licence: Licence


@dataclass(slots=True)
class _Open:
    first: HistoryRow
    parts: dict[str, HistoryRow] = field(default_factory=dict)


def read_history(fields: Fields, row_id: int, known: Known) -> HistoryRow | None:
    """A change of title, body or tags (types 1 to 9, by threes: initial, edit, rollback); None for all other types."""
    number = fields.required_number("PostHistoryTypeId")
    if not 1 <= number <= 9:
        return None
    post_id = read_post_id(fields, "PostId", known)
    if post_id is None:
        return None
    made_at = fields.required_moment("CreationDate")
    part = PARTS[(number - 1) % 3]
    text = fields.bounded_text("Text")
    tags = read_tags(text.strip()) if text and part == "tags" else None
    if part == "tags" and text and tags is None:
        fields.note(ProblemCode.UNREADABLE_DETAIL, field="Text", value=text[:60])
    return HistoryRow(
        id=row_id,
        group=(post_id, fields.text("RevisionGUID") or f"row {row_id}"),
        kind=KINDS[(number - 1) // 3],
        part=part,
        text=text,
        tags=tags,
        author=settle_author(Author(fields.number("UserId"), fields.text("UserDisplayName")), fields, known),
        made_at=made_at,
        remark=fields.text("Comment"),
        licence=licence_of(fields.text("ContentLicense"), made_at),
    )


def grouped(rows: Iterable[HistoryRow], window: int = WINDOW) -> Iterator[RevisionRow]:
    """The revisions in the order of their first row.

    Rows belong together by post and revision mark. At most `window` revisions wait for further rows, so a row that
    comes later than that becomes a revision of its own: memory stays bounded and nothing is lost.
    """
    waiting: OrderedDict[tuple[int, str], _Open] = OrderedDict()
    for row in rows:
        waiting.setdefault(row.group, _Open(row)).parts[row.part] = row
        if len(waiting) > window:
            yield _closed(waiting.popitem(last=False)[1])
    for revision in waiting.values():
        yield _closed(revision)


def _closed(revision: _Open) -> RevisionRow:
    first, parts = revision.first, revision.parts
    title, body, tags = (parts.get(part) for part in PARTS)
    return RevisionRow(
        id=first.id,
        post_id=first.group[0],
        kind=first.kind,
        author=first.author,
        made_at=first.made_at,
        title=title.text if title else None,
        body_markdown=body.text if body else None,
        tags=tags.tags if tags else None,
        remark=next((row.remark for row in parts.values() if row.remark), None),
        licence=first.licence,
    )
