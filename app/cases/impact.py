"""How grave a problem is, from its facts: what the rules of the desk say at least, and words that name harm.

It sees no person. The words name what happened ("smoke", "charged twice"), never how many people hear of it, who says so, or
how loudly; a denial next to the word ("no smoke") takes it back. Where the words are silent it is a plain question. Wrong
once in a while, so any agent may raise it and a lead may lower it, with a reason. What called staff says nothing of harm: an
order number needs them, and moves nobody forward.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.cases.severity import Severity

WORDS: dict[Severity, tuple[str, ...]] = {
    Severity.S1: (
        r"smok(?:e|es|ing)\b", r"(?:on|caught|catches|catching) fire\b", r"burn(?:t|ed|s|ing)? (?:my|his|her|our|the child)",
        r"burning smell", r"flames?\b", r"sparks\b", r"explo(?:de|ded|des|sion)", r"electric(?:al)? shock", r"electrocut",
        r"injur(?:y|ed|ies)", r"gas leak", r"carbon monoxide", r"over-?heat(?:s|ed|ing)?\b", r"too hot to touch",
        r"data breach", r"(?:was|were|been|got) hacked", r"account (?:was |has been )?(?:taken over|stolen|hacked)",
        r"(?:somebody|someone) else'?s (?:data|account|invoices?|orders?|address)",
        r"fumo\b", r"(?:ha|sta) preso fuoco", r"prende fuoco", r"a fuoco\b", r"fiamm[ae]\b", r"scintill[ae]\b", r"esplo(?:so|sa|de|sione)",
        r"scossa elettrica", r"preso la scossa", r"ustion", r"ferit[oaie]\b", r"fuga di gas", r"monossido", r"surriscald",
        r"odore di bruciato", r"puzza di bruciato", r"violazione (?:dei|di) dati", r"hackerat", r"account rubato",
        r"dati di (?:altri|un altro|un'altra)",
    ),
    Severity.S2: (
        r"cannot work\b", r"can'?t work\b", r"unable to work", r"no (?:internet|service|connection|signal) (?:at all|since|for)",
        r"(?:line|service|connection|internet) is (?:dead|down|cut off)", r"completely (?:dead|down)", r"charged (?:me )?twice",
        r"double charge", r"charged for nothing", r"refund (?:has not|hasn't|did not|didn't|never)", r"money (?:was|has been) (?:taken|withdrawn)", r"locked out",
        r"account (?:is |was )?(?:locked|blocked|suspended)", r"payment (?:was |is )?(?:refused|blocked|rejected)",
        r"cannot (?:pay|call|sign in|log in)", r"can'?t (?:pay|call|sign in|log in)", r"emergency call",
        r"non (?:posso|riesco a|possiamo|riusciamo a) (?:lavorare|pagare|chiamare|accedere|telefonare)",
        r"nessun (?:servizio|segnale)", r"senza (?:internet|linea|connessione|telefono) da", r"linea (?:è |e' )?(?:morta|caduta|interrotta)",
        r"addebitat\w* due volte", r"doppio addebito", r"rimborso (?:non|mai)", r"account (?:è )?bloccato", r"pagamento (?:rifiutato|bloccato)",
        r"del tutto (?:fermo|morto|isolat\w)",
    ),
    Severity.S3: (
        r"drops? (?:the )?(?:line|connection|out|every)", r"(?:very|too|so) slow\b", r"slows? down", r"crash(?:es|ed|ing)?\b", r"keeps (?:\w+ )?(?:restarting|dropping|rebooting|freezing)",
        r"intermittent", r"freez(?:es|ing)", r"reboots? (?:by itself|every)", r"error (?:code|message)",
        r"lentissim", r"(?:molto|troppo|così) lent[oa]", r"cade (?:la linea|spesso|ogni)", r"si (?:blocca|disconnette|riavvia|spegne)",
        r"a intermittenza", r"saltuariamente", r"messaggio d'errore", r"codice (?:di )?errore",
    ),
}  # fmt: skip

DENIED = re.compile(
    r"(?:\b(?:no|not|never|without|any|isn'?t|wasn'?t|nor|nessun[ao]?|non|senza|mai|né)\b|n'?t\b)(?:\s+\w+){0,2}\s*$"
)
_FOUND = {
    severity: re.compile(r"(?<!\w)(?:" + "|".join(words) + ")", re.IGNORECASE) for severity, words in WORDS.items()
}
REACH = 40
"""How many characters before a word are read for a denial."""


@dataclass(frozen=True)
class Facts:
    """What is known of the problem. Nothing about whoever has it."""

    text: str = ""
    at_least: Severity = Severity.S4


def severity_of(facts: Facts) -> Severity:
    """The gravest that the facts say."""
    return gravest((facts.at_least, severity_of_words(facts.text)))


def severity_of_words(text: str) -> Severity:
    """The gravest harm that the words name without denying it."""
    text = text.replace("’", "'").lower()
    for severity, pattern in _FOUND.items():
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - REACH) : found.start()]
            if severity is not Severity.S1 or not DENIED.search(before):
                return severity
    return Severity.S4


def gravest(severities: Iterable[Severity]) -> Severity:
    return min(severities, default=Severity.S4)
