"""Which product, version or lot a sentence speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.claims.lexicons import Lexicon
from app.claims.words import GAP, Span, Word, fold, words_of


@dataclass(frozen=True, slots=True)
class ProductNames:
    """What the products under discussion are called.

    `names`: proper names ("X200", "HomeHub Pro"); `generic_nouns`: what people call the thread's own product ("router"),
    in any language, singular; `versions`: known versions ("4.2.1"); `brand`: the company's name, which speaks but is
    not a product.
    """

    names: tuple[str, ...] = ()
    generic_nouns: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    brand: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """Where products, versions and lots are named in a row of words; "all versions" stands among the lots."""

    products: tuple[Span, ...]
    versions: tuple[Span, ...]
    lots: tuple[Span, ...]

    @property
    def all(self) -> tuple[Span, ...]:
        """Every place, from left to right."""
        return tuple(sorted({*self.products, *self.versions, *self.lots}, key=lambda span: (span.first, span.last)))


def find_named(words: list[Word], lexicon: Lexicon, names: ProductNames) -> Naming:
    """Proper names however they are parted ("X-200", "x 200"), nouns that point at the product, versions, lots.

    A bare noun points at the product only behind a pointer ("this router", "il router") or the brand ("Acme routers"),
    and the nouns of the language ("the device") only where the thread has a product or the brand stands before.
    """
    proper = tuple(_proper(words, names.names))
    products = proper + tuple(_pointed(words, lexicon, names))
    return Naming(
        products=products,
        versions=tuple(_versions(words, lexicon, names, proper)),
        lots=tuple(_lots(words, lexicon, products)),
    )


@lru_cache(maxsize=4096)
def squashed(name: str) -> str:
    """A name without case, accents, blanks or hyphens."""
    return "".join(word.folded for word in words_of(name))


@lru_cache(maxsize=8)
def _wanted(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], int]:
    """The names and their plurals, how they begin (nobody looks further behind any other word), and the longest's length."""
    wanted = {squashed(name) for name in names} - {""}
    wanted |= {f"{name}s" for name in wanted}
    return frozenset(wanted), frozenset(name[0] for name in wanted), max((len(name) for name in wanted), default=0)


def _proper(words: list[Word], names: tuple[str, ...]) -> Iterator[Span]:
    wanted, beginnings, longest = _wanted(names)
    position = 0
    while position < len(words):
        joined, last, found = "", position, None
        if words[position].folded[:1] not in beginnings:
            position += 1
            continue
        while last < len(words) and len(joined) < longest and (last == position or not words[last].fenced):
            joined += words[last].folded
            last += 1
            if joined in wanted:
                found = Span(position, last)
        if found:
            yield found
        position = found.last if found else position + 1


@lru_cache(maxsize=1024)
def noun_forms(noun: str) -> frozenset[str]:
    """Singular and plural of a noun as English and Italian build them, a form that does not exist doing no harm."""
    word = fold(noun.strip())
    forms = {word, f"{word}s", f"{word}es"}
    if len(word) > 3 and word[-1] in "aoe":
        forms |= {word[:-1] + "i", word[:-1] + "e"}
    return frozenset(forms)


def _pointed(words: list[Word], lexicon: Lexicon, names: ProductNames) -> Iterator[Span]:
    own = frozenset().union(*(noun_forms(noun) for noun in names.generic_nouns))
    usual = frozenset().union(*(noun_forms(noun) for noun in lexicon.generic_nouns))
    brand = squashed(names.brand)
    for position, word in enumerate(words):
        if word.folded not in own and word.folded not in usual:
            continue
        first = _pointer(words, position, lexicon.pointers)
        if word.folded in own or names.names:
            if first is not None:
                yield Span(first, position + 1)
                continue
            if position == 0 and word.folded.endswith(("s", "i")) and len(words) > 1:
                yield Span(0, 1)
                continue
        if brand and position and words[position - 1].folded == brand and not word.fenced:
            yield Span(position - 1, position + 1)


def _pointer(words: list[Word], position: int, pointers: frozenset[str]) -> int | None:
    """The pointer right before the noun, or with one word between."""
    for first in (position - 1, position - 2):
        if first < 0 or words[first + 1].fenced:
            return None
        if words[first].folded in pointers:
            return first
    return None


def _versions(words: list[Word], lexicon: Lexicon, names: ProductNames, proper: tuple[Span, ...]) -> Iterator[Span]:
    known = {fold(version).removeprefix("v") for version in names.versions}
    ours = {squashed(names.brand), *(words[at].folded for span in proper for at in range(span.first, span.last))}
    after_product = {span.last for span in proper}
    for position, word in enumerate(words):
        number = word.folded.removeprefix("v")
        if not number[:1].isdigit():
            continue
        introduced = position in after_product or (
            position > 0
            and not word.fenced
            and words[position - 1].folded in lexicon.version_nouns
            and not _is_of_others(words, position - 2, ours)
        )
        dotted = "." in number
        if (
            introduced
            and _looks_like_version(number)
            or (dotted and number in known)
            or word.folded[0] == "v"
            and dotted
        ):
            yield Span(position, position + 1)


def _looks_like_version(number: str) -> bool:
    return len(number) <= 12 and (number.replace(".", "").isdigit())


def _is_of_others(words: list[Word], position: int, ours: set[str]) -> bool:
    """Whether the word is another product's name, as in "macOS version 10.15"."""
    return position > 0 and words[position].capital and words[position].folded not in ours


def _lots(words: list[Word], lexicon: Lexicon, products: tuple[Span, ...]) -> Iterator[Span]:
    """Lots, and versions counted as a whole; "a batch of e-mails" is none."""
    for span in lexicon.lots.find(words):
        beyond = words[span.last : span.last + GAP + 1]
        of_something = bool(beyond) and beyond[0].folded in ("of", "di") and not beyond[0].fenced
        told = any(letter.isdigit() for word in beyond for letter in word.folded) or any(
            span.last <= product.first <= span.last + GAP for product in products
        )
        if told or not of_something or lexicon.date.at(words, min(span.last + 1, len(words) - 1)):
            yield span
    for position, word in enumerate(words):
        if word.folded in lexicon.version_nouns and not word.fenced:
            before = range(max(0, position - 2), position)
            if any(lexicon.quantifiers.at(words, at) and words[at].folded not in lexicon.none_words for at in before):
                yield Span(position, position + 1)
