"""Does a question belong to a known issue, and why? Pure: text and names in, a reasoned answer out.

A question belongs to an issue when its product, version and lot are the issue's and it tells of one of its symptoms. Where
the asker left one of these open, or the symptom is only half there, it is asked whether this is it, and nothing is decided.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from app.claims.sentences import split
from app.search.analysis import ANALYSED, forms, terms_of, words

NEAR = 10
"""How many words apart the words of a symptom may stand, within one sentence."""
LANGUAGES = tuple(one for one in ANALYSED if one != "xx")


class Strength(Enum):
    NO = 0
    PERHAPS = 1
    YES = 2


@dataclass(frozen=True)
class Scope:
    """What an issue is about. Without versions or lots it is about all of them; `other_lots` are those it is not about."""

    product_id: int
    product: str
    versions: tuple[tuple[int, str], ...] = ()
    lots: tuple[str, ...] = ()
    other_lots: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a question says: chosen product and version (if any), and the words that everybody reads."""

    text: str
    product_id: int | None = None
    version_id: int | None = None


@dataclass(frozen=True)
class Match:
    """How sure it is, and what of the question says so, in the issue's own words."""

    strength: Strength
    product: str = ""
    version: str = ""
    lot: str = ""
    symptoms: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.strength is Strength.YES

    @property
    def because(self) -> dict[str, str | list[str]]:
        """What is kept with the question, without what did not count."""
        kept: dict[str, str | list[str]] = {"product": self.product, "version": self.version, "lot": self.lot}
        return {name: said for name, said in {**kept, "symptoms": list(self.symptoms)}.items() if said}


NO = Match(Strength.NO)


def match(scope: Scope, asked: Asked) -> Match:
    """Of product, version and lot a contradiction is a no, silence a perhaps; of the symptoms one has to be there."""
    text = asked.text
    product = _product(scope, asked)
    version, version_name = _version(scope, asked)
    lot, lot_name = _lot(scope, text)
    symptoms = tuple(phrase for phrase in scope.symptoms if tells_of(text, phrase))
    parts = (product, version, lot)
    if Strength.NO in parts or not symptoms:
        return NO
    named = scope.product if product is Strength.YES else ""
    strength = Strength.YES if all(part is Strength.YES for part in parts) else Strength.PERHAPS
    return Match(strength, named, version_name, lot_name, symptoms)


def best(scopes: Iterable[tuple[int, Scope]], asked: Asked) -> tuple[int, Match] | None:
    """The issue that fits best, by its number: the surest, then the one with most symptoms, then the oldest."""
    found = [(ident, match(scope, asked)) for ident, scope in scopes]
    found = [one for one in found if one[1].strength is not Strength.NO]
    return min(found, key=lambda one: (-one[1].strength.value, -len(one[1].symptoms), one[0]), default=None)


def _product(scope: Scope, asked: Asked) -> Strength:
    if asked.product_id is not None:
        return Strength.YES if asked.product_id == scope.product_id else Strength.NO
    return Strength.YES if names(asked.text, scope.product) else Strength.NO


def _version(scope: Scope, asked: Asked) -> tuple[Strength, str]:
    if not scope.versions:
        return Strength.YES, ""
    if asked.version_id is not None:
        name = dict(scope.versions).get(asked.version_id)
        return (Strength.YES, name) if name is not None else (Strength.NO, "")
    name = next((name for _id, name in scope.versions if names(asked.text, name)), "")
    return (Strength.YES, name) if name else (Strength.PERHAPS, "")


def _lot(scope: Scope, text: str) -> tuple[Strength, str]:
    if not scope.lots:
        return Strength.YES, ""
    if name := next((name for name in scope.lots if names(text, name)), ""):
        return Strength.YES, name
    other = any(names(text, name) for name in scope.other_lots)
    return (Strength.NO if other else Strength.PERHAPS), ""


def names(text: str, name: str) -> bool:
    """Whether the words of a name stand in the text one after the other, whatever their capitals and accents."""
    wanted, there = _folded(name), _folded(text)
    if not wanted:
        return False
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there) - len(wanted) + 1))


def _folded(text: str) -> list[str]:
    return [word.forms[0] for word in words(text)]


def tells_of(text: str, phrase: str) -> bool:
    """Whether one sentence of the text has all that the phrase says, close together, in any order and inflection."""
    return any(_within(text, phrase, language) for language in LANGUAGES)


def _within(text: str, phrase: str, language: str) -> bool:
    wanted = _terms(phrase, language)
    if not wanted:
        return False
    return any(_near(_terms(sentence.text, language), frozenset(wanted)) for sentence in split(text))


def _terms(text: str, language: str) -> list[str]:
    """One term a word, the whole of it; what says nothing by itself is left out unless there is nothing else."""
    return [found[0] for word in words(text) if (found := terms_of(word.text, language))]


def _near(there: Sequence[str], wanted: Collection[str]) -> bool:
    last: dict[str, int] = {}
    for place, known in enumerate(there):
        if known in wanted:
            last[known] = place
            if len(last) == len(wanted) and place - min(last.values()) < NEAR + len(wanted):
                return True
    return False


def too_common(phrase: str) -> bool:
    """A phrase that would match nearly everything: nothing in it but stop words, or one short word."""
    kept = {known for language in LANGUAGES for known in _terms(phrase, language)}
    return not kept or (len(phrase.split()) == 1 and max(len(form) for form in forms(phrase.strip())) < 4)
