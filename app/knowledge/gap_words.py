"""When two people look for the same thing: the same words, whatever the case, the accents and the signs between them."""

import re
import unicodedata

NORMAL_MAX = 200
SHORTEST = 3


def normal_words(words: str) -> str:
    """`words` in lower case without accents, signs and extra space, at most 200 characters; "" if nothing is left."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", letters))[:NORMAL_MAX].strip()


def is_worth_noting(words: str) -> bool:
    """A search for one or two letters is a slip of the finger."""
    return len(normal_words(words)) >= SHORTEST
