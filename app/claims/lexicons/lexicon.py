"""What a language has to say for itself, so that one set of rules reads them all."""

from dataclasses import dataclass

from app.claims.words import Phrases

YEARS = "|".join(str(year) for year in range(1998, 2051))


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """The words of one language, folded. Phrases are firm (they count alone) or soft (only of a whole product line)."""

    # what is said
    safety: Phrases
    defect: Phrases
    defect_soft: Phrases
    legal: Phrases
    legal_soft: Phrases
    security: Phrases
    date: Phrases
    hedge: Phrases

    # of what
    pointers: frozenset[str]
    generic_nouns: frozenset[str]
    version_nouns: frozenset[str]
    lots: Phrases

    # of how many, how often
    quantifiers: Phrases
    after_verb: Phrases
    none_words: frozenset[str]
    fails_none: Phrases
    between_count: frozenset[str]
    exceptions: frozenset[str]
    belongings: frozenset[str]
    functions: frozenset[str]
    frequency: frozenset[str]
    advice_before_frequency: frozenset[str]
    complement: frozenset[str]
    first_person: frozenset[str]
    of_others: frozenset[str]
    possessives: frozenset[str]
    actions: Phrases

    # who said it
    sources: Phrases
    statements: Phrases
    fillers: frozenset[str]
    objects: frozenset[str]
    instruction: frozenset[str]
    statement_after_instruction: frozenset[str]
    according: Phrases
    through: frozenset[str]
    they_said: Phrases
    on_record: Phrases
    conditions: frozenset[str]
    negations: frozenset[str]
    months: frozenset[str]

    def is_month(self, folded: str) -> bool:
        """Whether the word is a month's name."""
        return folded in self.months
