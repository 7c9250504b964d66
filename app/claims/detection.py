"""Sentences that make a checkable statement about a product, found by the words they use.

A score is a reason to look, not a verdict: it marks the sentence provisionally, shows a moderator which words weighed
how much, and the moderator decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.claims.attribution import find_attributions
from app.claims.generalisation import Generalisation, find_generalisations
from app.claims.lexicons import LEXICONS, Lexicon
from app.claims.naming import Naming, ProductNames, find_named
from app.claims.sentences import LONGEST, Sentence, split
from app.claims.words import Phrases, Span, Word, words_of
from app.kit.texts import N_

THRESHOLD = 3
NEAR = 8


class Kind(StrEnum):
    """What in a sentence makes it a claim, or less of one."""

    GENERALISATION = "generalisation"
    ATTRIBUTION = "attribution"
    SAFETY = "safety"
    DEFECT = "defect"
    LEGAL = "legal"
    SECURITY = "security"
    DATE_OR_VERSION = "date_or_version"
    HEDGE = "hedge"


KIND_NAMES: dict[Kind, str] = {
    Kind.GENERALISATION: N_("Speaks of all products or all times"),
    Kind.ATTRIBUTION: N_("Speaks for the company"),
    Kind.SAFETY: N_("Safety"),
    Kind.DEFECT: N_("Defect"),
    Kind.LEGAL: N_("Law, price or warranty"),
    Kind.SECURITY: N_("Security or privacy"),
    Kind.DATE_OR_VERSION: N_("Date or version"),
    Kind.HEDGE: N_("Said with reserve"),
}

WEIGHTS: dict[Kind, int] = {
    Kind.GENERALISATION: 2,
    Kind.ATTRIBUTION: 3,
    Kind.SAFETY: 3,
    Kind.DEFECT: 2,
    Kind.LEGAL: 2,
    Kind.SECURITY: 2,
    Kind.DATE_OR_VERSION: 1,
    Kind.HEDGE: -1,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One kind found in a sentence, with the words it was found in, as they were written, and its weight, once."""

    kind: Kind
    words: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Score:
    """`total` is the sum of the hits' weights; it is 0 in a question and where no product, version or lot is named."""

    total: int
    hits: tuple[Hit, ...]
    named: tuple[str, ...]
    is_question: bool


@dataclass(frozen=True, slots=True)
class Detection:
    """A sentence of a text that scores at least the threshold: `sentence == text[start:end]`."""

    sentence: str
    start: int
    end: int
    score: Score


def detect(text: str, language: str, names: ProductNames, *, threshold: int = THRESHOLD) -> list[Detection]:
    """The claims in a plain text, in order. What is quoted from somebody else (">") is theirs and not looked at."""
    return [
        Detection(sentence.text, sentence.start, sentence.end, score)
        for sentence in split(text)
        if not (sentence.quoted or sentence.is_question)
        if (score := max(_scores(sentence, language, names, if_named=True), key=_total, default=None))
        and score.total >= threshold
    ]


def score_sentence(sentence: str, language: str, names: ProductNames) -> Score:
    """How much a sentence sounds like a claim.

    total = Σ weight of each kind found, each kind once, whatever the number of its words: generalisation 2,
    attribution 3, safety 3, defect 2, law/price/warranty 2, security/privacy 2, date or version 1, reserve −1.
    Weak words of trouble ("breaks", "warranty") count only where the sentence speaks of a whole line of products:
    said of one's own device they are what support forums are for. Any language other than "en" and "it" is read with
    both lexicons and the higher total is taken. Of a sentence longer than `sentences.LONGEST` only that much is read,
    which bounds the time. Raises nothing.
    """
    return max(_scores(Sentence(sentence, 0, len(sentence)), language, names), key=_total)


def _total(score: Score) -> int:
    return score.total


def _scores(sentence: Sentence, language: str, names: ProductNames, *, if_named: bool = False) -> Iterator[Score]:
    """By each lexicon. With `if_named`, by those alone that find a product named: the others score 0, and most sentences
    name none."""
    words = words_of(sentence.text[:LONGEST])
    for lexicon in [LEXICONS[language]] if language in LEXICONS else LEXICONS.values():
        naming = find_named(words, lexicon, names)
        if naming.all or not if_named:
            yield _read(sentence, words, lexicon, names, naming)


def _read(sentence: Sentence, words: list[Word], lexicon: Lexicon, names: ProductNames, naming: Naming) -> Score:
    found = _kinds(words, lexicon, naming, names)
    hits = tuple(
        Hit(kind, _texts(sentence.text, words, spans), WEIGHTS[kind]) for kind, spans in found.items() if spans
    )
    stands = bool(naming.all) and not sentence.is_question
    return Score(
        total=sum(hit.weight for hit in hits) if stands else 0,
        hits=hits,
        named=_texts(sentence.text, words, naming.all),
        is_question=sentence.is_question,
    )


def _kinds(words: list[Word], lexicon: Lexicon, naming: Naming, names: ProductNames) -> dict[Kind, list[Span]]:
    general = find_generalisations(words, lexicon, naming)
    whole = [found for found in general if found.whole]
    return {
        Kind.GENERALISATION: [found.span for found in general],
        Kind.ATTRIBUTION: find_attributions(words, lexicon, naming, names),
        Kind.SAFETY: [span for span in lexicon.safety.find(words) if not _is_supposed(words, span, lexicon)],
        Kind.DEFECT: _defects(words, lexicon, general),
        Kind.LEGAL: [*lexicon.legal.find(words), *_near(whole, lexicon.legal_soft, words)],
        Kind.SECURITY: list(lexicon.security.find(words)),
        Kind.DATE_OR_VERSION: [*lexicon.date.find(words), *naming.versions],
        Kind.HEDGE: list(lexicon.hedge.find(words)),
    }


def _defects(words: list[Word], lexicon: Lexicon, general: list[Generalisation]) -> list[Span]:
    firm = [span for span in lexicon.defect.find(words) if not _is_denied(words, span, lexicon)]
    soft = _near([found for found in general if found.whole], lexicon.defect_soft, words)
    none = _near([found for found in general if found.negative], lexicon.fails_none, words)
    return [*firm, *soft, *none]


def _near(general: list[Generalisation], phrases: Phrases, words: list[Word]) -> list[Span]:
    """Weak words in the clause that speaks of a whole line of products, at most eight words away."""
    if not general:
        return []
    return [span for span in phrases.find(words) if any(_same_clause(words, span, found.span) for found in general)]


def _same_clause(words: list[Word], one: Span, other: Span) -> bool:
    before, after = sorted((one, other), key=lambda span: span.first)
    apart = range(before.last, after.first + 1)
    return len(apart) <= NEAR + 1 and not any(words[at].fenced for at in apart if at < len(words))


def _is_denied(words: list[Word], span: Span, lexicon: Lexicon) -> bool:
    return any(word.folded in lexicon.negations for word in words[max(0, span.first - 2) : span.first])


def _is_supposed(words: list[Word], span: Span, lexicon: Lexicon) -> bool:
    """Whether an if opens the clause: "if it starts smoking, unplug it" is advice."""
    at = span.first
    while at > 0 and not words[at].fenced:
        at -= 1
        if words[at].folded in lexicon.conditions:
            return True
    return False


def _texts(sentence: str, words: list[Word], spans: Iterable[Span]) -> tuple[str, ...]:
    ordered = sorted(set(spans), key=lambda span: (span.first, span.last))
    return tuple(dict.fromkeys(sentence[words[s.first].start : words[s.last - 1].end] for s in ordered))
