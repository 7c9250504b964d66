"""The words that make a sentence a claim, one file a language, in the notation of `app.claims.words.Phrases`."""

from app.claims.lexicons.en import ENGLISH
from app.claims.lexicons.it import ITALIAN
from app.claims.lexicons.lexicon import Lexicon

LEXICONS: dict[str, Lexicon] = {"en": ENGLISH, "it": ITALIAN}

__all__ = ["LEXICONS", "Lexicon"]
