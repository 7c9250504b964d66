"""From bytes of XML to rows of attributes, with a parser that knows no document types and holds one row at a time."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from app.imports.stackexchange.errors import DamagedDump, Fault, NotADump, OversizedDump, UnsafeDump
from app.imports.stackexchange.limits import Limits
from app.imports.stackexchange.tables import Table


@dataclass(frozen=True, slots=True)
class Element:
    """One `<row …/>` and the line it starts on."""

    line: int
    attributes: dict[str, str]


def elements(chunks: Iterable[bytes], table: Table, limits: Limits) -> Iterator[Element]:
    """The rows of a table, in the order of the file; the end is only reached when the whole file is well formed.

    Errors: DamagedDump (not UTF-8, not XML, broken off), NotADump (other elements than a dump has), UnsafeDump
    (a document type, and with it every kind of entity), OversizedDump (one row beyond `limits.row_bytes`).
    """
    parser = _Parser(table, limits)
    for chunk in chunks:
        yield from parser.feed(chunk)
    yield from parser.finish()


class _Parser:
    """Expat behind the rules above."""

    def __init__(self, table: Table, limits: Limits) -> None:
        self.table = table
        self.limits = limits
        self.depth = 0
        self.fed = 0
        self.moved_at = 0
        self.ready: list[Element] = []
        self.utf8 = codecs.getincrementaldecoder("utf-8")("strict")
        # The encoding is forced so that a declaration can never make expat read the bytes as something else.
        self.expat = expat.ParserCreate("utf-8")
        self.expat.XmlDeclHandler = self._declaration
        self.expat.StartDoctypeDeclHandler = self._doctype
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end

    def feed(self, chunk: bytes) -> list[Element]:
        if not self.fed and b"\0" in chunk[:4]:
            self._not_utf8("UTF-16")
        self._decode(chunk)
        self.fed += len(chunk)
        try:
            self.expat.Parse(chunk, False)
        except expat.ExpatError as error:
            raise DamagedDump(Fault.MALFORMED, file=self.table.file_name, line=error.lineno) from error
        # Expat keeps an unfinished element whole in memory, so what it waits for has to be bounded here.
        if self.fed - self.moved_at > self.limits.row_bytes:
            raise OversizedDump(
                Fault.ROW_TOO_LARGE, file=self.table.file_name, limit=self.limits.row_bytes, line=self._line()
            )
        return self._take()

    def finish(self) -> list[Element]:
        try:
            self.expat.Parse(b"", True)
        except expat.ExpatError as error:
            raise DamagedDump(Fault.TRUNCATED, file=self.table.file_name, line=self._line()) from error
        return self._take()

    def _take(self) -> list[Element]:
        ready, self.ready = self.ready, []
        return ready

    def _decode(self, chunk: bytes) -> None:
        try:
            self.utf8.decode(chunk)
        except UnicodeDecodeError as error:
            self._not_utf8(f"byte {error.object[error.start]:#04x} near byte {self.fed + error.start}", error)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in {"utf-8", "utf8"}:
            self._not_utf8(encoding)

    def _doctype(self, *_: object) -> NoReturn:
        raise UnsafeDump(Fault.DOCTYPE, file=self.table.file_name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.moved_at = self.expat.CurrentByteIndex
        expected = {0: self.table.root, 1: "row"}.get(self.depth)
        if name.lower() != expected:
            raise NotADump(Fault.NOT_THIS_TABLE, file=self.table.file_name, line=self._line(), element=name[:40])
        if self.depth == 1:
            self.ready.append(Element(self._line(), attributes))
        self.depth += 1

    def _end(self, _name: str) -> None:
        self.moved_at = self.expat.CurrentByteIndex
        self.depth -= 1

    def _line(self) -> int:
        return self.expat.CurrentLineNumber

    def _not_utf8(self, detail: str, cause: Exception | None = None) -> NoReturn:
        raise DamagedDump(Fault.WRONG_ENCODING, file=self.table.file_name, detail=detail[:60]) from cause
