"""How large and how intricate a body may be.

Sizes are refused with an error; structure never is: what is too intricate is shown as plain paragraphs instead.
"""

from dataclasses import dataclass

MAX_BLOCK_NESTING = 10
"""Levels of quotes and lists in Markdown; a list costs two (the list and its item)."""

MAX_DEPTH = 40
"""Open elements at once while HTML is parsed. Formatting left open is copied into every paragraph that follows, so
depth multiplies length."""

MAX_ELEMENTS = 5_000
"""Elements of one body when it is taken in, counted with the copies the parser makes. Each costs some 50 µs."""

MAX_ELEMENTS_KEPT = 100_000
"""The same for HTML that was taken in before: links found in its text have come in addition."""

MAX_ENTITIES = 30_000
"""Escaped characters (`&lt;` and the like) of one body: each is a token of its own."""

MAX_GROWTH = 10
"""Rendered HTML may be this many times its source: a long address or title, written once, can be referred to often."""

MAX_PLAIN_BREAKS = 1_000
"""Paragraphs, and line ends, that a body shown as plain paragraphs gets elements for."""

MAX_TABLE_COLUMNS = 40
MAX_TABLE_CELLS = 2_000
"""Rows times columns: short rows are filled up to the width of the header, so a few bytes can make many cells."""

MAX_INLINE_STEPS = 20_000
"""Attempts at an inline construct in one body. Nested brackets are tried again from every opening one."""

MAX_DELIMITERS = 6_000
"""Runs of `*`, `_` and `~` characters in one body: pairing and joining them costs more than linear time."""


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """A limit with its name and unit: `characters` are code points, `bytes` are counted in UTF-8."""

    name: str
    maximum: int
    unit: str

    def measure(self, source: str) -> int:
        return len(source.encode("utf-8", "replace")) if self.unit == "bytes" else len(source)

    def check(self, source: str) -> None:
        """Raises TooLong if the source is above the limit."""
        size = self.measure(source)
        if size > self.maximum:
            raise TooLong(size, self)


FORM = SizeLimit("form", 30_000, "characters")
IMPORT = SizeLimit("import", 512 * 1024, "bytes")


class TooLong(ValueError):
    """The source is larger than the place it came from allows."""

    def __init__(self, size: int, limit: SizeLimit) -> None:
        super().__init__(f"{size:,} {limit.unit}, the limit of the {limit.name} is {limit.maximum:,}")
        self.size = size
        self.limit = limit


class TooIntricate(Exception):
    """The structure is above a cap. Never leaves this package: the body is then shown as plain paragraphs."""
