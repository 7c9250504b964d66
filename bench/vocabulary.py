"""Made-up words of support threads in English and Italian, as often as words are in real text (Zipf), from a seed."""

import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

WORDS_IN_ALL = 20_000
SHIFT = 2.7
"""Zipf-Mandelbrot: the word of rank r comes with weight 1 / (r + 2.7), as measured of English prose."""

FIRST = {
    "en": """the to and it is of in my on that for with not have but after when the a was this as be can if at
        router connection problem light line modem update restart cable password firmware screen account settings
        drops works tried again every evening since help network wireless speed slow error message address device
        support reset channel signal green red orange power button page browser phone television number voice
        calls port version upgrade installed replaced bought morning week month minutes second third floor kitchen
        office house room wall socket adapter antenna bridge extender repeater switch printer camera doorbell
        invoice contract order delivery warranty repair technician appointment street cabinet outage maintenance""",
    "it": """il di e che la non per un in con mi è da del ho ma dopo quando a si i le una questo come se al
        router connessione problema luce linea modem aggiornamento riavvio cavo password firmware schermo conto
        impostazioni cade funziona provato ancora ogni sera aiuto rete velocità lento errore messaggio indirizzo
        dispositivo assistenza canale segnale verde rosso arancione alimentazione pulsante pagina telefono numero
        chiamate porta versione installato sostituito comprato mattina settimana mese minuti secondo piano cucina
        ufficio casa stanza muro presa adattatore antenna ripetitore stampante telecamera fattura contratto ordine
        consegna garanzia riparazione tecnico appuntamento armadio guasto manutenzione""",
}
COMMON = {"en": ("router", "connection", "problem", "light"), "it": ("connessione", "problema", "luce", "linea")}
"""Words of nearly every thread, for searches."""

RARE_RANKS = range(12_000, 12_400, 20)
"""Ranks of words that stand in about one thread of two hundred."""

_SYLLABLES = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"]


@dataclass(frozen=True)
class Language:
    code: str
    words: tuple[str, ...]
    weights: tuple[float, ...]

    def picks(self, rng: random.Random, count: int) -> list[str]:
        return rng.choices(self.words, cum_weights=self.weights, k=count)


@cache
def language(code: str) -> Language:
    words = list(dict.fromkeys(FIRST[code].split()))
    known, rng = set(words), random.Random(code)
    while len(words) < WORDS_IN_ALL:
        made = _made(rng)
        if made not in known:
            known.add(made)
            words.append(made)
    weights = tuple(accumulate(1 / (rank + SHIFT) for rank in range(1, len(words) + 1)))
    return Language(code, tuple(words), weights)


def _made(rng: random.Random) -> str:
    """A model, an error code, or a word that could be one."""
    kind = rng.random()
    if kind < 0.1:
        return f"{rng.choice('xtvcg')}{rng.randrange(100, 9000)}"
    if kind < 0.15:
        return f"e{rng.randrange(1000, 99999)}"
    return "".join(rng.choices(_SYLLABLES, k=rng.randrange(3, 6)))


def sentences(rng: random.Random, of: Language, count: int) -> list[str]:
    """About `count` words in sentences of five to sixteen."""
    words, found, at = of.picks(rng, count), [], 0
    while at < len(words):
        length = rng.randrange(5, 17)
        sentence = " ".join(words[at : at + length])
        found.append(sentence[0].upper() + sentence[1:] + ".")
        at += length
    return found


@dataclass(frozen=True)
class Body:
    """A text in paragraphs: as it was written, as it is shown and as it is searched."""

    source: str
    html: str
    text: str
    first_sentence: str


def body(rng: random.Random, of: Language, count: int) -> Body:
    """The same as the product would make of `source`; the words hold nothing that is written otherwise in HTML."""
    said = sentences(rng, of, count)
    paragraphs = [" ".join(said[at : at + 3]) for at in range(0, len(said), 3)]
    return Body(
        source="\n\n".join(paragraphs),
        html="".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs),
        text="\n".join(paragraphs),
        first_sentence=said[0],
    )
