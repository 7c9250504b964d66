"""Whether a sentence speaks of a whole line of products, or says that something is always or never so."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.claims.lexicons import Lexicon
from app.claims.naming import Naming
from app.claims.words import Span, Word

REACH = 4
FREQUENCY_REACH = 7


@dataclass(frozen=True, slots=True)
class Generalisation:
    """Where it is said; `whole` when of all products or none of them, not merely of always or never."""

    span: Span
    whole: bool
    negative: bool = False


def find_generalisations(words: list[Word], lexicon: Lexicon, naming: Naming) -> list[Generalisation]:
    """Three shapes: "every X200", "the X200s are all", and "the X200 always".

    The product must be what the sentence is about, not what somebody does something to: "update all routers" is advice,
    "all my routers" is one person's experience, and so are always and never behind an imperative, a should, or an I.
    """
    return [
        *_counted(words, lexicon, naming),
        *_counted_after(words, lexicon, naming),
        *_at_all_times(words, lexicon, naming),
    ]


def _counted(words: list[Word], lexicon: Lexicon, naming: Naming) -> Iterator[Generalisation]:
    starts = [(span.first, span.last) for span in naming.all]
    for quantifier in lexicon.quantifiers.find(words):
        near = range(quantifier.last, min(quantifier.last + REACH, len(words)))
        target = next(
            (
                last
                for first, last in starts
                if last > quantifier.last and (first in near or first <= quantifier.first < last)
            ),
            None,
        )
        if target is None or _fenced(words, quantifier.first, target):
            continue
        between = words[quantifier.last : target]
        if not all(_may_stand_between(word, at, lexicon, naming) for at, word in enumerate(between, quantifier.last)):
            continue
        if target < len(words) and words[target].folded in lexicon.belongings and not words[target].fenced:
            continue
        if _is_object(words, quantifier.first, lexicon):
            continue
        negative = words[quantifier.first].folded in lexicon.none_words
        yield Generalisation(Span(quantifier.first, target), whole=True, negative=negative)


def _may_stand_between(word: Word, at: int, lexicon: Lexicon, naming: Naming) -> bool:
    """Whether "all … X200" still counts X200s: "all of the new X200" does, "all e-mails in X200", "all my X200" and "all
    other X200" do not."""
    if word.folded in lexicon.possessives | lexicon.exceptions:
        return False
    named = any(span.first <= at < span.last for span in naming.all)
    return named or word.folded in lexicon.between_count or lexicon.is_month(word.folded)


def _counted_after(words: list[Word], lexicon: Lexicon, naming: Naming) -> Iterator[Generalisation]:
    for span in lexicon.after_verb.find(words):
        subject = next((s for s in naming.all if 0 <= span.first - s.last <= 2), None)
        if subject is None or _owned(words, subject, lexicon) or _fenced(words, subject.first, span.last):
            continue
        yield Generalisation(Span(subject.first, span.last), whole=True)


def _at_all_times(words: list[Word], lexicon: Lexicon, naming: Naming) -> Iterator[Generalisation]:
    if any(word.folded in lexicon.first_person for word in words):
        return
    for position, word in enumerate(words):
        if word.folded not in lexicon.frequency:
            continue
        subject = next((s for s in naming.all if 0 <= position - s.last < FREQUENCY_REACH), None)
        if subject is None or _owned(words, subject, lexicon) or _fenced(words, subject.first, position + 1):
            continue
        between = {other.folded for other in words[subject.last : position]}
        if not between & lexicon.advice_before_frequency:
            yield Generalisation(Span(subject.first, position + 1), whole=False)


def _is_object(words: list[Word], position: int, lexicon: Lexicon) -> bool:
    """Whether a doing word stands right before: what follows is then what it is done to."""
    if position == 0 or words[position].fenced:
        return False
    if lexicon.actions.at(words, position - 1):
        return True
    between = words[position - 1]
    if position == 1 or between.fenced or between.folded in lexicon.complement:
        return False
    return lexicon.actions.at(words, position - 2) is not None


def _owned(words: list[Word], span: Span, lexicon: Lexicon) -> bool:
    before = words[max(0, span.first - 1) : span.last]
    return any(word.folded in lexicon.possessives for word in before)


def _fenced(words: list[Word], first: int, last: int) -> bool:
    return any(word.fenced for word in words[first + 1 : last])
