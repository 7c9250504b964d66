"""What is looked for, in the terms of each language: which documents fit, and how a fit is weighed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.search.analysis import Word, term
from app.search.postgres_backend.counted import Counted
from app.search.postgres_backend.rows import STOP, sayings
from app.search.postgres_backend.terms import all_of, any_of, lexeme, quoted
from app.search.sought import Sought, Way


@dataclass(frozen=True)
class Spoken:
    """A word in one language: its whole, and the parts that do as well if all are there. Neither: a stop word."""

    whole: str | None
    parts: tuple[str, ...]

    @classmethod
    def of(cls, word: Word, language: str) -> "Spoken":
        whole, *parts = (term(form, language) for form in word.forms)
        return cls(lexeme(whole, language) if whole else None, tuple(lexeme(part, language) for part in parts if part))

    @property
    def is_stop_word(self) -> bool:
        return not self.whole and not self.parts

    def lexemes(self) -> Iterator[str]:
        yield from (self.whole,) if self.whole else ()
        yield from self.parts

    def query(self) -> str:
        whole = quoted(self.whole) if self.whole else ""
        return any_of((whole, all_of(map(quoted, self.parts))))

    def found_in(self, counted: Counted) -> int:
        """In about how many documents it is, and in at most twice as many: who writes the joint writes whole and parts."""
        whole = counted.having(self.whole) if self.whole else 0
        return max(whole, min((counted.having(part) for part in self.parts), default=0))


@dataclass(frozen=True)
class Spelled:
    """One way to say a piece, in one language."""

    words: tuple[Spoken, ...]
    phrases: tuple[str, ...] = ()
    """The words as a row says them, if they have to stand together; one of two ways if they have joints."""

    @classmethod
    def of(cls, way: Way, language: str) -> "Spelled":
        words = tuple(spoken for word in way.words if not (spoken := Spoken.of(word, language)).is_stop_word)
        if not way.together or len(way.words) == 1 or not words:
            return cls(words)
        said = sayings([word.text for word in way.words], language)
        return cls(words, tuple(f" {one.strip(f' {STOP}')} " for one in said if one))

    def query(self) -> str:
        return all_of(word.query() for word in self.words)

    def found_in(self, counted: Counted) -> int:
        return min((word.found_in(counted) for word in self.words), default=0)


@dataclass(frozen=True)
class Piece:
    """A piece of what is looked for, in one language; without ways it says nothing there."""

    number: int
    language: str
    ways: tuple[Spelled, ...]
    needed: bool

    @classmethod
    def of(cls, number: int, piece: Sought, language: str) -> "Piece":
        ways = tuple(spelled for way in piece.ways if (spelled := Spelled.of(way, language)).words)
        return cls(number, language, ways, piece.needed)

    def query(self) -> str:
        return any_of(way.query() for way in self.ways)

    def found_in(self, counted: Counted) -> int:
        return min(sum(way.found_in(counted) for way in self.ways), counted.documents)

    def lexemes(self) -> Iterator[str]:
        for way in self.ways:
            for word in way.words:
                yield from word.lexemes()


def pieces_in(language: str, looked_for: Sequence[Sought]) -> list[Piece]:
    """Those that say something in a language: its stop words are no condition."""
    pieces = (Piece.of(number, piece, language) for number, piece in enumerate(looked_for))
    return [piece for piece in pieces if piece.ways]


def lexemes_of(pieces: Iterable[Piece]) -> set[str]:
    return {one for piece in pieces for one in piece.lexemes()}
