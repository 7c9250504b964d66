"""Whether a sentence puts words into the company's mouth."""

from collections.abc import Iterator

from app.claims.lexicons import Lexicon
from app.claims.naming import Naming, ProductNames, squashed
from app.claims.words import Span, Word

FILLERS = 7
THEY_REACH = 15


def find_attributions(words: list[Word], lexicon: Lexicon, naming: Naming, names: ProductNames) -> list[Span]:
    """Shapes: "support told me that", "confirmed by Acme", "according to the company", "I called support and they said".

    Not counted: what the company asked somebody to do ("told me to reset it"), denials, conditions and questions
    ("if support says"), one's own employer, and what is already on record (an official answer, a manual).
    """
    if any(lexicon.on_record.find(words)):
        return []
    sources = [s for s in _sources(words, lexicon, naming, names) if not _is_conditional(words, s.first, lexicon)]
    found = [span for source in sources for span in _of(words, source, lexicon)]
    if sources:
        earliest = sources[0].last
        found += _they_said(words, earliest, lexicon)
    return sorted(set(found), key=lambda span: span.first)


def _sources(words: list[Word], lexicon: Lexicon, naming: Naming, names: ProductNames) -> Iterator[Span]:
    brand = squashed(names.brand)
    products = {at for span in naming.products for at in range(span.first, span.last)}
    product_words = {words[at].folded for at in products}
    position = 0
    while position < len(words):
        span = lexicon.sources.at(words, position)
        if not span and brand and words[position].folded == brand and position not in products:
            span = Span(position, position + 1) if position + 1 not in products else None
        if span and not _is_of_others(words, span, lexicon, {brand, *product_words}):
            yield span
        position = span.last if span else position + 1


def _is_of_others(words: list[Word], span: Span, lexicon: Lexicon, ours: set[str]) -> bool:
    """Whether it is "my company", or another one's: "Spectrum support" where the brand is not Spectrum."""
    if span.first == 0:
        return False
    before = words[span.first - 1]
    near = words[max(0, span.first - 2) : span.first]
    if before.folded in lexicon.of_others or any(word.folded in lexicon.possessives for word in near):
        return True
    return before.capital and not words[span.first].fenced and before.folded not in lexicon.functions | ours


def _of(words: list[Word], source: Span, lexicon: Lexicon) -> Iterator[Span]:
    end = _statement_after(words, source.last, lexicon)
    if end is not None:
        yield Span(source.first, end)
    first = _statement_before(words, source.first, lexicon)
    if first is not None:
        yield Span(first, source.last)
    for start in range(max(0, source.first - 4), source.first):
        span = lexicon.according.at(words, start)
        if span and 0 <= source.first - span.last <= 1:
            yield Span(start, source.last)


def _statement_after(words: list[Word], position: int, lexicon: Lexicon) -> int | None:
    for at in range(position, min(position + FILLERS, len(words))):
        if words[at].fenced:
            return None
        if lexicon.statements.at(words, at):
            return None if _is_instruction(words, at + 1, lexicon) else at + 1
        if words[at].folded not in lexicon.fillers:
            return None
    return None


def _statement_before(words: list[Word], position: int, lexicon: Lexicon) -> int | None:
    """The statement that ends in the source: "confirmed to me by support", "me l'ha detto l'assistenza"."""
    if position == 0 or words[position].fenced or words[position - 1].folded not in lexicon.through:
        return None
    for at in range(position - 2, max(-1, position - 5), -1):
        if words[at + 1].fenced:
            return None
        if lexicon.statements.at(words, at):
            denied = any(word.folded in lexicon.negations for word in words[max(0, at - 3) : at])
            return None if denied or _is_conditional(words, at, lexicon) else at
    return None


def _they_said(words: list[Word], start: int, lexicon: Lexicon) -> Iterator[Span]:
    for span in lexicon.they_said.find(words):
        conditional = _is_conditional(words, span.first, lexicon)
        if (
            start <= span.first <= start + THEY_REACH
            and not conditional
            and not _is_instruction(words, span.last, lexicon)
        ):
            yield span


def _is_instruction(words: list[Word], position: int, lexicon: Lexicon) -> bool:
    while position < len(words) and words[position].folded in lexicon.objects and not words[position].fenced:
        position += 1
    if position + 1 >= len(words) or words[position].folded not in lexicon.instruction:
        return False
    return words[position + 1].folded not in lexicon.statement_after_instruction


def _is_conditional(words: list[Word], position: int, lexicon: Lexicon) -> bool:
    before = range(max(0, position - 3), position)
    return any(
        words[at].folded in lexicon.conditions and not any(w.fenced for w in words[at + 1 : position]) for at in before
    )
