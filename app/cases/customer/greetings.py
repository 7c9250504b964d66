"""Names that a text itself gives away: after a greeting, under a closing word, in "my name is". Pure.

Whoever changed their name, or signs with another one than that of their account, is known to nobody but by these words. Each pattern is bounded: whoever writes many thousand line breaks holds nothing up.
"""

import re
from collections.abc import Iterable

_WORD = r"[^\W\d_][\w'’-]{0,40}"
_CAPITAL = r"(?=[^\W\d_])(?-i:[A-ZÀ-ÖØ-ÞĀ-Ž])[\w'’-]{0,40}"
_NAME = rf"({_CAPITAL}(?: (?:(?:d[aei]|del|della|van|von|de la) )?{_CAPITAL}){{0,3}})"
_TITLE = r"(?:(?:mrs?|ms|dr|sig(?:\.ra|nora|nor|ra)?|dott(?:oressa|\.ssa|or)?)\.? )?"
_OPENING = r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|ciao|salve|buon ?giorno|buona ?sera|gentil(?:e|issim[oa])|car[oa]|egregi[oa])"
_CLOSING = (
    r"(?:(?:(?:best|kind|warm|many) )?(?:regards|wishes|thanks)|yours(?: truly| sincerely| faithfully)?|sincerely|cheers|thank you"
    r"|(?:cordiali |distinti |tanti |un )?salut[io]|(?:molte |tante )?grazie|a presto)"
)
_SELF = r"(?:my name is|mi chiamo|il mio nome (?:è|e'))"

GIVEN_AWAY = (
    re.compile(rf"^[^\w\n]{{0,9}}{_OPENING},? {_TITLE}{_NAME}", re.I | re.M),
    re.compile(rf"\b{_CLOSING},? {_NAME}[ .!]{{0,9}}$", re.I | re.M),
    re.compile(
        rf"\b{_CLOSING}(?:,\s{{0,20}}|[.!]?[ \t]{{0,9}}\n\s{{0,20}})({_WORD}(?: {_WORD})?)[ .!]{{0,9}}$", re.I | re.M
    ),
    re.compile(rf"\b{_SELF} {_NAME}", re.I),
)
NOBODY = frozenset(["all", "everybody", "everyone", "folks", "support", "supporto", "team", "tutti"])


def names_in(texts: Iterable[str]) -> set[str]:
    """Of whoever is greeted in them or signs them, as far as words show it; rather one too many."""
    found = {match[1] for text in texts for pattern in GIVEN_AWAY for match in pattern.finditer(text)}
    return {name for name in found if name.lower() not in NOBODY}
