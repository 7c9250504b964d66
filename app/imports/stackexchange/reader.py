"""Opening a dump and walking through its rows, one at a time."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

from app.imports.stackexchange.archive import Archive
from app.imports.stackexchange.elements import elements
from app.imports.stackexchange.errors import Fault, NotADump
from app.imports.stackexchange.fields import Fields
from app.imports.stackexchange.folder import Folder
from app.imports.stackexchange.known import IdSet, Known
from app.imports.stackexchange.limits import Limits
from app.imports.stackexchange.others import read_comment, read_link, read_tag, read_user, read_vote
from app.imports.stackexchange.posts import read_post, settle_post
from app.imports.stackexchange.problems import BadRow, Problem, ProblemCode
from app.imports.stackexchange.revisions import grouped, read_history
from app.imports.stackexchange.rows import (
    AnswerRow,
    CommentRow,
    LinkRow,
    PostRow,
    QuestionRow,
    RevisionRow,
    TagRow,
    UserRow,
    VoteRow,
)
from app.imports.stackexchange.site import Site, guess_site
from app.imports.stackexchange.tables import OPTIONAL, Table

R = TypeVar("R")
Report = Callable[[Problem], None]
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"


def unheard(_problem: Problem) -> None:
    """For those who walk through a dump a second time and know its problems already."""


def open_dump(path: str | Path, limits: Limits | None = None) -> "Dump":
    """The dump in a folder or a zip; to be used in a `with`.

    Looks at names and sizes only: whether the tables can be read to their end is what `check` finds out.
    Errors: DumpError.
    """
    path, limits = Path(path).absolute(), limits or Limits()
    if path.is_dir():
        return Dump(path, Folder(path, limits), limits)
    if not path.is_file():
        raise NotADump(Fault.NOT_FOUND, name=path.name)
    try:
        with path.open("rb") as file:
            start = file.read(6)
    except OSError as error:
        raise NotADump(Fault.UNREADABLE, file=path.name, reason=error.strerror or "input/output error") from error
    if start == SEVEN_ZIP:
        raise NotADump(Fault.SEVEN_ZIP, name=path.name)
    if not start.startswith(b"PK"):
        raise NotADump(Fault.NOT_A_DUMP, name=path.name)
    return Dump(path, Archive(path, limits), limits)


class Dump(AbstractContextManager["Dump"]):
    """A dump that is open. Every walk reads the file anew and yields only rows that are whole and lead somewhere;
    what is left out or cut goes to `report`. An optional table that is missing has no rows.
    """

    def __init__(self, path: Path, store: Folder | Archive, limits: Limits) -> None:
        self._store = store
        self.limits = limits
        folder = PurePosixPath(store.tables[Table.POSTS].folder).name
        self.source = path.stem if path.suffix.lower() == ".zip" else path.name
        self.site: Site | None = guess_site(self.source, folder)
        self.missing = tuple(table for table in OPTIONAL if table not in store.tables)
        self.on_read: Callable[[int], None] = lambda count: None

    def __exit__(self, *exc: object) -> None:
        self._store.__exit__(*exc)

    def size(self, table: Table) -> int:
        """Bytes of a table as stated, unpacked; 0 if it is missing."""
        return self._store.size(table)

    def users(self, report: Report = unheard) -> Iterator[UserRow]:
        return self._walk(Table.USERS, read_user, report)

    def posts(self, report: Report = unheard) -> Iterator[PostRow]:
        """Questions and answers as they stand in the file; an answer may come before its question."""
        known = self.known

        def settled(fields: Fields, row_id: int) -> PostRow | None:
            post = read_post(fields, row_id)
            return settle_post(post, fields, known) if post else None

        return self._walk(Table.POSTS, settled, report)

    def questions(self) -> Iterator[QuestionRow]:
        return (post for post in self.posts() if isinstance(post, QuestionRow))

    def answers(self) -> Iterator[AnswerRow]:
        return (post for post in self.posts() if isinstance(post, AnswerRow))

    def comments(self, report: Report = unheard) -> Iterator[CommentRow]:
        return self._walk(Table.COMMENTS, lambda fields, row_id: read_comment(fields, row_id, self.known), report)

    def votes(self, report: Report = unheard) -> Iterator[VoteRow]:
        return self._walk(Table.VOTES, lambda fields, row_id: read_vote(fields, row_id, self.known), report)

    def links(self, report: Report = unheard) -> Iterator[LinkRow]:
        return self._walk(Table.LINKS, lambda fields, row_id: read_link(fields, row_id, self.known), report)

    def tags(self, report: Report = unheard) -> Iterator[TagRow]:
        return self._walk(Table.TAGS, read_tag, report)

    def revisions(self, report: Report = unheard) -> Iterator[RevisionRow]:
        rows = self._walk(Table.HISTORY, lambda fields, row_id: read_history(fields, row_id, self.known), report)
        return grouped(rows)

    @cached_property
    def known(self) -> Known:
        """What references may point to. Reads users and posts once, for an answer may stand before its question and
        a question names its accepted answer before that answer is seen."""
        known = Known()
        for user in self.users():
            known.users.add(user.id)

        def sorted_out(fields: Fields, row_id: int) -> PostRow | None:
            post = read_post(fields, row_id)
            if post is None:
                known.set_aside.add(row_id)
            return post

        for post in self._walk(Table.POSTS, sorted_out, unheard):
            if isinstance(post, QuestionRow):
                known.questions.add(post.id)
            elif isinstance(post, AnswerRow):
                known.question_of[post.id] = post.question_id
        orphans = [answer for answer, question in known.question_of.items() if question not in known.questions]
        for answer in orphans:
            del known.question_of[answer]
        return known

    def _walk(self, table: Table, read: Callable[[Fields, int], R | None], report: Report) -> Iterator[R]:
        if table in self.missing:
            return
        seen = IdSet()
        for element in elements(self._chunks(table), table, self.limits):
            fields = Fields(table, element, self.limits.body_bytes)
            try:
                row_id = fields.identify()
                if not seen.add(row_id):
                    raise BadRow(ProblemCode.DUPLICATE_ID)
                row = read(fields, row_id)
            except BadRow as bad:
                report(fields.problem(bad.code, bad.params))
                continue
            if row is not None:
                for note in fields.notes:
                    report(note)
                yield row

    def _chunks(self, table: Table) -> Iterator[bytes]:
        for chunk in self._store.chunks(table):
            self.on_read(len(chunk))
            yield chunk
