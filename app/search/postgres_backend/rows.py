"""A document as a row: analysed first, then weighed against the usual length of texts in its language."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from app.search.analysis import ANALYSED, WORD, analysed_as, composed, forms, spellings, term, terms_of
from app.search.documents import PUBLIC, SearchDocument
from app.search.postgres_backend.levels import PLACES as SAYING
from app.search.postgres_backend.levels import VALUES, level_of
from app.search.postgres_backend.places import PLACES, Places, byte_of
from app.search.postgres_backend.tallies import Lengths, averages
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
    spelled: list[tuple[str, str]]

    @property
    def is_public(self) -> bool:
        return self.document.visibility == PUBLIC

    @property
    def title_length(self) -> int:
        return self.title.total()

    @property
    def body_length(self) -> int:
        return self.body.total()

    def lexemes(self) -> set[str]:
        """Its terms as they are counted over all documents."""
        return {*self.title, *self.body}


class Said(NamedTuple):
    """What a word is in one language: how a phrase compares it (whole, and its parts if it has joints), its terms, and
    how people write it."""

    whole: str
    parts: str | None
    lexemes: tuple[str, ...]
    spelled: tuple[tuple[str, str], ...]


class Sayings(dict[str, Said]):
    """The words of one language, each looked into once; forgotten when they are too many."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> Said:
        if len(self) >= REMEMBERED:
            self.clear()
        whole, *parts = (term(form, self._language) or STOP for form in forms(word))
        self[word] = said = Said(
            whole=whole,
            parts=" ".join(parts) if parts else None,
            lexemes=tuple(lexeme(known, self._language) for known in terms_of(word, self._language)),
            spelled=tuple((SPELLED + folded, written) for folded, written in spellings(word)),
        )
        return said


SAYINGS = {language: Sayings(language) for language in ANALYSED}


def analysed(document: SearchDocument) -> Analysed:
    language = analysed_as(document.language)
    title = WORD.findall(composed(document.title))
    texts = [WORD.findall(composed(text)) for text in _texts(document)]
    found = Counter(chain.from_iterable(texts))
    known = SAYINGS[language]
    return Analysed(
        document=document,
        language=language,
        title=_terms(Counter(title), known),
        body=_terms(found, known),
        said=GAP.join([said(words, language) for words in (title, *texts)]),
        spelled=list(set(chain.from_iterable([known[word].spelled for word in {*title, *found}]))),
    )


def _texts(document: SearchDocument) -> Iterator[str]:
    """Tags and product are words of the thread too: many askers name the product there and nowhere else."""
    left = MAX_DOCUMENT_TEXT
    for text in chain(document.tags, [document.product or ""], (passage.text for passage in document.passages)):
        if left <= 0:
            return
        yield text[:left]
        left -= len(text) + 1


def _terms(found: Counter[str], known: Sayings) -> Counter[str]:
    """Lexemes with how often they occur."""
    terms: Counter[str] = Counter()
    for word, times in found.items():
        for one in known[word].lexemes:
            terms[one] = terms.get(one, 0) + times
    return terms


def said(words: Sequence[str], language: str) -> str:
    """The words of a text one after the other, between blanks; once more with joints opened if there are any."""
    whole, opened = sayings(words, language)
    return f" {whole} " if opened is None else f" {whole} {GAP} {opened} "


def sayings(words: Sequence[str], language: str) -> tuple[str, str | None]:
    known = SAYINGS[language]
    found = [known[word] for word in words]
    whole = " ".join([one.whole for one in found])
    if not any(one.parts for one in found):
        return whole, None
    return whole, " ".join([one.parts or one.whole for one in found])


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
    title_share = TITLE_WEIGHT * normalised(1.0, analysed.title_length, usual[0], TITLE_B)
    body_share = normalised(1.0, analysed.body_length, usual[1], BODY_B)
    title, body = analysed.title, analysed.body
    pieces = [quoted(one) for one in filters_of(analysed.document)]
    left = MAX_VECTOR - sum(map(len, pieces))
    # Most words of a text occur once in it: their strength is computed once.
    said: dict[tuple[int, int], tuple[str, int]] = {}
    common = bytearray(PLACES)
    for one in {**title, **body}:
        times = title.get(one, 0), body.get(one, 0)
        if times not in said:
            strength = saturated(times[0] * title_share + times[1] * body_share) / (K1 + 1)
            # The same value by either way, so that a term with a place counts as much as one without.
            level = level_of(strength)
            said[times] = SAYING[level], byte_of(VALUES[level])
        places, byte = said[times]
        pieces.append(f"'{one}':{places}")
        if (place := places_in_common.get(one)) is not None:
            common[place] = byte
        left -= 4 * len(one) + 16
        if left <= 0:
            break
    return " ".join(pieces), bytes(common)


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
        "\n".join(
            [folded if folded[1:] == written else f"{folded}\t{written}" for folded, written in analysed.spelled]
        ),
        analysed.title_length,
        analysed.body_length,
        document.stamp,
    )
