"""A document as a row: analysed first, then weighed against the usual length of texts in its language."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from app.search.analysis import WORD, analysed_as, composed, forms, spellings, term, terms_of
from app.search.documents import PUBLIC, SearchDocument
from app.search.postgres_backend.levels import places_of
from app.search.postgres_backend.tallies import Lengths, averages
from app.search.postgres_backend.terms import SPELLED, filter_lexeme, kept, lexeme, quoted
from app.search.whoosh_backend.ranking import BODY_B, K1, TITLE_B, TITLE_WEIGHT, normalised, saturated

MAX_DOCUMENT_TEXT = 200_000
"""Characters of a thread that can be found; a longer one is found by its title and its first posts."""
MAX_VECTOR = 700_000
"""Bytes of a vector; PostgreSQL refuses one of a megabyte."""
STOP = "*"
"""Stands for any stop word: of a phrase it says no more than "some small word"."""
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
        return {lexeme(one, self.language) for one in chain(self.title, self.body)}


def analysed(document: SearchDocument) -> Analysed:
    language = analysed_as(document.language)
    title = WORD.findall(composed(document.title))
    texts = [WORD.findall(composed(text)) for text in _texts(document)]
    found = Counter(chain.from_iterable(texts))
    spelled = {pair for word in chain(title, found) for pair in spellings(word)}
    return Analysed(
        document=document,
        language=language,
        title=_terms(Counter(title), language),
        body=_terms(found, language),
        said=GAP.join(said(words, language) for words in (title, *texts)),
        spelled=[(SPELLED + folded, written) for folded, written in spelled],
    )


def _texts(document: SearchDocument) -> Iterator[str]:
    """Tags and product are words of the thread too: many askers name the product there and nowhere else."""
    left = MAX_DOCUMENT_TEXT
    for text in chain(document.tags, [document.product or ""], (passage.text for passage in document.passages)):
        if left <= 0:
            return
        yield text[:left]
        left -= len(text) + 1


def _terms(found: Counter[str], language: str) -> Counter[str]:
    terms: Counter[str] = Counter()
    for word, times in found.items():
        for known in terms_of(word, language):
            terms[known] += times
    return terms


@lru_cache(maxsize=65_536)
def _sayings(word: str, language: str) -> tuple[str, str | None]:
    """A word as phrases are compared: its stem, the same sign for all stop words; and its parts, if it has joints."""
    whole, *parts = (term(form, language) or STOP for form in forms(word))
    return whole, " ".join(parts) if parts else None


def said(words: Sequence[str], language: str) -> str:
    """The words of a text one after the other, between blanks; once more with joints opened if there are any."""
    whole, opened = sayings(words, language)
    return f" {whole} " if opened is None else f" {whole} {GAP} {opened} "


def sayings(words: Sequence[str], language: str) -> tuple[str, str | None]:
    pairs = [_sayings(word, language) for word in words]
    whole = " ".join([whole for whole, _ in pairs])
    if all(parts is None for _, parts in pairs):
        return whole, None
    return whole, " ".join([parts or whole for whole, parts in pairs])


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


def vector_of(analysed: Analysed, usual: tuple[float, float]) -> str:
    """The tsvector, as text: each term with the places that say how strongly it speaks for the document."""
    title_share = TITLE_WEIGHT * normalised(1.0, analysed.title_length, usual[0], TITLE_B)
    body_share = normalised(1.0, analysed.body_length, usual[1], BODY_B)
    title, body, language = analysed.title, analysed.body, analysed.language
    pieces = [quoted(one) for one in filters_of(analysed.document)]
    left = MAX_VECTOR - sum(map(len, pieces))
    for one in chain(title, (one for one in body if one not in title)):
        strength = saturated(title[one] * title_share + body[one] * body_share) / (K1 + 1)
        pieces.append(f"'{lexeme(one, language)}':{places_of(strength)}")
        left -= 4 * len(one) + 16
        if left <= 0:
            break
    return " ".join(pieces)


def row_of(analysed: Analysed, lengths: Lengths) -> tuple[object, ...]:
    """The values of `layout.COLUMNS`."""
    document = analysed.document
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
        vector_of(analysed, averages(lengths, analysed.language)),
        analysed.said,
        "\n".join(f"{folded}\t{written}" for folded, written in analysed.spelled),
        analysed.title_length,
        analysed.body_length,
    )
