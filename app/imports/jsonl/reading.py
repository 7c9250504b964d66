"""Reading both files to their end, once, before anything is written; then their threads, put together on disk."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from app.imports.archive_rows import ThreadRow
from app.imports.faults import ArchiveFault, Problems, RowProblem
from app.imports.jsonl.addresses import Addresses
from app.imports.jsonl.columns import Row, shown
from app.imports.jsonl.problems import (
    ANSWERS_AS_QUESTIONS,
    NO_ROW_FITS,
    QUESTIONS_AS_ANSWERS,
    SENTENCES,
    BadRow,
    Wrong,
)
from app.imports.jsonl.rows import answer_of, is_answer, is_question, question_of
from app.imports.jsonl.threads import whole_thread
from app.imports.lines import json_lines
from app.imports.shelf import Shelf
from app.kit.texts import Text

OnRead = Callable[[int], None]


class JsonArchive(AbstractContextManager["JsonArchive"]):
    """`check()` first; `threads()` may then be walked as often as one likes. `problems` has what was left out."""

    def __init__(self, questions: Path, answers: Path, addresses: Addresses, problems: Problems | None = None) -> None:
        self.questions, self.answers, self.addresses = questions, answers, addresses
        self.problems = problems or Problems()
        self.shelf = Shelf()

    def __exit__(self, *_: object) -> None:
        self.shelf.__exit__()

    def check(self, on_read: OnRead | None = None) -> None:
        """`on_read` is told bytes of the files. Errors: ArchiveFault; then nothing of the archive should be used."""
        self._read(self.questions, is_answer, ANSWERS_AS_QUESTIONS, self._shelve_question, on_read)
        self._read(self.answers, is_question, QUESTIONS_AS_ANSWERS, self._shelve_answer, on_read)
        self.shelf.sort()
        for line, key, question in self.shelf.drop_orphans():
            self._left_out(self.answers, line, key, BadRow(Wrong.ORPHAN, question=question))
        for line, key, answer in self.shelf.unsolved():
            self._left_out(self.questions, line, key, BadRow(Wrong.SOLUTION_UNKNOWN, answer=answer))

    def counts(self) -> tuple[int, int]:
        """Questions, and answers to them, that can be taken over."""
        return self.shelf.counts()

    def threads(self) -> Iterator[ThreadRow]:
        for _line, data, replies in self.shelf.threads():
            question = pickle.loads(data)
            yield whole_thread(question, [pickle.loads(reply) for reply in replies])

    def _read(
        self,
        path: Path,
        is_other: Callable[[Row], bool],
        mixed: str,
        shelve: Callable[[int, Row], None],
        on_read: OnRead | None,
    ) -> None:
        taken, first = 0, None
        for line, row in json_lines(path, on_read):
            if is_other(row):
                raise ArchiveFault(mixed, line=line, name=path.name)
            try:
                shelve(line, row)
                taken += 1
            except BadRow as bad:
                problem = self._left_out(path, line, shown(row.get("id", "")), bad)
                first = first or problem
        if not taken and first is not None:
            reason = str(Text(first.sentence, **first.params))
            raise ArchiveFault(NO_ROW_FITS, name=path.name, line=first.line, reason=reason)

    def _shelve_question(self, line: int, row: Row) -> None:
        found = question_of(row, self.addresses, self._detail(self.questions, line, row))
        if not self.shelf.add_thread(found.ident, line, pickle.dumps(found), found.solution):
            raise BadRow(Wrong.DUPLICATE)

    def _shelve_answer(self, line: int, row: Row) -> None:
        found = answer_of(row, self.addresses, self._detail(self.answers, line, row))
        at = found.reply.at.timestamp()
        if not self.shelf.add_reply(found.ident, found.question, at, line, pickle.dumps(found)):
            raise BadRow(Wrong.DUPLICATE)

    def _left_out(self, path: Path, line: int, row_id: str, bad: BadRow) -> RowProblem:
        problem = RowProblem(bad.code.value, path.name, line, row_id, SENTENCES[bad.code], dict(bad.params))
        self.problems(problem)
        return problem

    def _detail(self, path: Path, line: int, row: Row) -> Callable[[str, Any], None]:
        def told(column: str, value: Any) -> None:
            self._left_out(
                path, line, shown(row.get("id", "")), BadRow(Wrong.DETAIL, column=column, value=shown(value))
            )

        return told
