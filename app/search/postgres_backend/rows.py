"""A document as a row: analysed first, then weighed against the usual length of texts in its language."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from app.search.analysis import ANALYSED, WORD, analysed_as, composed, forms, spellings, term
from app.search.documents import PUBLIC, SearchDocument
from app.search.postgres_backend.levels import PLACES as SAYING
from app.search.postgres_backend.levels import VALUES, level_of
from app.search.postgres_backend.places import PLACES, Places, byte_of
from app.search.postgres_backend.tallies import Lengths, averages, spelled
from app.search.postgres_backend.terms import LETTERS, SPELLED, filter_lexeme, kept, lexeme, quoted
from app.search.ranking import BODY_B, K1, TITLE_B, TITLE_WEIGHT, normalised, saturated

MAX_DOCUMENT_TEXT = 200_000
"""Characters of a thread that can be found; a longer one is found by its title and its first posts."""
MAX_VECTOR = 700_000
"""Bytes of a vector; PostgreSQL refuses one of a megabyte."""
STOP = "*"
"""Stands for any stop word: of a phrase it says no more than "some small word"."""
REMEMBERED = 65_536
GAP = "\n"
"""Between two texts, so that no phrase reaches from one into the other."""


@dataclass(slots=True)
class Analysed:
    """What can be said of a document without knowing others."""

    document: SearchDocument
    language: str
    title: Counter[str]
    body: Counter[str]
    said: str
    spelled: list[str]
    """As `Said.spelled`."""

    @property
    def is_public(self) -> bool:
        return self.document.visibility == PUBLIC

    @property
    def title_length(self) -> int:
        return self.title.total()

    @property
    def body_length(self) -> int:
        return self.body.total()

    def lexemes(self) -> Collection[str]:
        """Its terms as they are counted over all documents, each once."""
        return self.title.keys() | self.body.keys()


class Said(NamedTuple):
    """What a word is in one language: how a phrase compares it (whole, and its parts if it has joints), its terms, and
    how people write it (`tallies.spelled`)."""

    whole: str
    parts: str | None
    lexemes: tuple[str, ...]
    spelled: tuple[str, ...]


WHOLE, PARTS, LEXEMES, WRITTEN = map(itemgetter, range(4))
"""What is asked of every word of every text is asked without a step of Python for each."""


class Sayings(dict[str, Said]):
    """The words of one language, each looked into once; forgotten when they are too many."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> Said:
        if len(self) >= REMEMBERED:
            self.clear()
        known = [(form, term(form, self._language)) for form in forms(word)]
        whole, *parts = (one or STOP for _form, one in known)
        self[word] = said = Said(
            whole=whole,
            parts=" ".join(parts) if parts else None,
            lexemes=tuple(lexeme(one, self._language) for form, one in known if one is not None and form.strip()),
            spelled=tuple(spelled(SPELLED + folded, written) for folded, written in spellings(word)),
        )
        return said


SAYINGS = {language: Sayings(language) for language in ANALYSED}


def analysed(document: SearchDocument) -> Analysed:
    language = analysed_as(document.language)
    title = WORD.findall(composed(document.title))
    texts = [WORD.findall(composed(text)) for text in _texts(document)]
    known = SAYINGS[language].__getitem__
    told = [list(map(known, words)) for words in (title, *texts)]
    different = map(known, set(chain(title, *texts)))
    return Analysed(
        document=document,
        language=language,
        title=_terms(told[0]),
        body=_terms(chain.from_iterable(told[1:])),
        said=GAP.join(map(_between_blanks, told)),
        spelled=list(set(chain.from_iterable(map(WRITTEN, different)))),
    )


def _texts(document: SearchDocument) -> Iterator[str]:
    """Tags and product are words of the thread too: many askers name the product there and nowhere else."""
    left = MAX_DOCUMENT_TEXT
    for text in chain(document.tags, [document.product or ""], (passage.text for passage in document.passages)):
        if left <= 0:
            return
        yield text[:left]
        left -= len(text) + 1


def _terms(told: Iterable[Said]) -> Counter[str]:
    """Lexemes with how often they occur."""
    return Counter(chain.from_iterable(map(LEXEMES, told)))


def _between_blanks(told: Sequence[Said]) -> str:
    """The words of a text one after the other, between blanks; once more with joints opened if there are any."""
    whole, opened = _joined(told)
    return f" {whole} " if opened is None else f" {whole} {GAP} {opened} "


def _joined(told: Sequence[Said]) -> tuple[str, str | None]:
    whole = " ".join(map(WHOLE, told))
    if not any(map(PARTS, told)):
        return whole, None
    return whole, " ".join([one.parts or one.whole for one in told])


def sayings(words: Iterable[str], language: str) -> tuple[str, str | None]:
    """How a phrase compares these words: whole, and with joints opened if there are any."""
    return _joined(list(map(SAYINGS[language].__getitem__, words)))


def filters_of(document: SearchDocument) -> Iterator[str]:
    """What it can be filtered by."""
    yield filter_lexeme("kind", document.kind)
    yield filter_lexeme("label", document.status)
    yield filter_lexeme("language", document.language)
    yield filter_lexeme("year", document.year)
    yield filter_lexeme("solved", document.solved)
    for name, value in (("product", document.product), ("category", document.category)):
        if value:
            yield filter_lexeme(name, value)
    yield from (filter_lexeme("tag", tag) for tag in document.tags)
    yield from (filter_lexeme("author", author) for author in document.authors)


def vector_of(analysed: Analysed, usual: tuple[float, float], places_in_common: Places) -> tuple[str, bytes]:
    """The tsvector, as text: each term with the places that say how strongly it speaks for the document. And the strengths of
    those that are common, byte by byte."""
    said = _Strengths(
        TITLE_WEIGHT * normalised(1.0, analysed.title_length, usual[0], TITLE_B),
        normalised(1.0, analysed.body_length, usual[1], BODY_B),
    )
    title, body = analysed.title, analysed.body
    times: dict[str, Times] = {**title, **body}
    times.update((one, (number, body[one])) for one, number in title.items())
    pieces = [quoted(one) for one in filters_of(analysed.document)]
    times = _fitting(times, MAX_VECTOR - sum(map(len, pieces)))
    pieces += [f"'{one}':{said[number][0]}" for one, number in times.items()]
    common = bytearray(PLACES)
    for one in places_in_common.keys() & times.keys():
        common[places_in_common[one]] = said[times[one]][1]
    return " ".join(pieces), bytes(common)


Times = int | tuple[int, int]
"""How often a term occurs: in the body alone, or in title and body."""


class _Strengths(dict[Times, tuple[str, int]]):
    """What is written of a term in the vector and in its byte. Most words of a text occur once in it: computed once."""

    def __init__(self, title_share: float, body_share: float) -> None:
        super().__init__()
        self._shares = title_share, body_share

    def __missing__(self, times: Times) -> tuple[str, int]:
        in_title, in_body = times if isinstance(times, tuple) else (0, times)
        strength = saturated(in_title * self._shares[0] + in_body * self._shares[1]) / (K1 + 1)
        # The same value by either way, so that a term with a place counts as much as one without.
        level = level_of(strength)
        self[times] = said = SAYING[level], byte_of(VALUES[level])
        return said


def _fitting(times: dict[str, Times], room: int) -> dict[str, Times]:
    """The first terms, as many as a vector has room for."""
    if 4 * sum(map(len, times)) + 16 * len(times) < room:
        return times
    kept = {}
    for one, number in times.items():
        kept[one] = number
        room -= 4 * len(one) + 16
        if room <= 0:
            break
    return kept


def row_of(analysed: Analysed, lengths: Lengths, places: Places) -> tuple[object, ...]:
    """The values of `layout.COLUMNS`."""
    document = analysed.document
    vector, common = vector_of(analysed, averages(lengths, analysed.language), places)
    return (
        document.kind,
        document.id,
        kept(document.product or ""),
        document.status,
        kept(document.language),
        document.visibility,
        document.solved,
        document.official,
        int(document.updated_at.timestamp()),
        LETTERS[analysed.language],
        vector,
        common,
        analysed.said,
        "\n".join(analysed.spelled),
        analysed.title_length,
        analysed.body_length,
        document.stamp,
    )
