"""How far two words are apart, and whether another word was meant than the one that was typed."""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from app.search.analysis import STOP_WORDS, fold, forms

SHORT, MIDDLING = 3, 5
"""Letters of a word in which no slip, and at most one slip, is looked for."""
KNOWN_WELL = 3
"""Documents that have a word from which on it is right, whatever else there is."""
COMMONER = 5
"""How many times commoner than a word that occurs another one must be to be meant instead of it."""
NAMED = 1_000_000
"""Documents that a word of a product's name counts for."""
CORRECTED_AT_MOST = 4
"""Words of one search that are corrected; with more the guess says nothing any more."""

Like = Callable[[str], Sequence[tuple[str, int]]]


def slips_allowed(word: str) -> int:
    """In how many letters a similar word may differ: 0 up to three letters, 1 up to five, else 2."""
    return 0 if len(word) <= SHORT else 1 if len(word) <= MIDDLING else 2


def distance(one: str, other: str, most: int) -> int:
    """Letters to leave out, add, change or swap with their neighbour to make one word of the other.

    The optimal string alignment distance, as far as it is at most `most`; any larger one is `most + 1`. A whole column of
    the table is one number, a bit for each letter of `one`: Hyyrö, "A bit-vector algorithm for computing Levenshtein and
    Damerau edit distances", 2003.
    """
    left = len(other)
    if abs(len(one) - left) > most:
        return most + 1
    if not one:
        return left
    places, whole = _places(one), (1 << len(one)) - 1
    last = 1 << (len(one) - 1)
    more, less, same, earlier, apart = whole, 0, 0, 0, len(one)
    for letter in other:
        here = places.get(letter, 0)
        swapped = ((~same & here) << 1) & earlier
        same = (((here & more) + more) ^ more) | here | less | swapped
        right, back = less | (whole & ~(same | more)), same & more
        if right & last:
            apart += 1
        elif back & last:
            apart -= 1
        left -= 1
        if apart - left > most:
            return most + 1
        right = (right << 1) | 1
        more, less = (((back << 1) | ~(same | right)) & whole), right & same & whole
        earlier = here
    return apart


@lru_cache(maxsize=64)
def _places(word: str) -> dict[str, int]:
    """Letter → where it stands, a bit each."""
    places: dict[str, int] = {}
    for number, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << number
    return places


def corrections(
    typed: Sequence[str], *, documents: Callable[[str], int], like: Like, names: Collection[str] = ()
) -> dict[str, str]:
    """The words that were probably meant, for those words of a search that were probably slips.

    A word is right when at least `KNOWN_WELL` documents have it in any form, when it is a word of a product's name, and when
    it is too short or a small word of a language. Otherwise the closest word that is written somewhere is meant (among
    equally close ones a product's name, then the commonest): always if no document has the typed one, and if it is
    `COMMONER` times commoner if some do. With more than `CORRECTED_AT_MOST` slips nothing is guessed at all.

    `documents` counts those with a word; `like` finds the words written much like one; `names` are the words of products.
    """
    own = {fold(name): name for name in names}
    instead: dict[str, str] = {}
    for word in typed:
        folded = forms(word)[0]
        if folded in own or not slips_allowed(folded) or folded.isdigit() or _is_small(folded):
            continue
        number = documents(word)
        if number >= KNOWN_WELL:
            continue
        meant = _closest(folded, like(word), own)
        if meant and (not number or meant[1] >= COMMONER * number):
            instead[word] = meant[0]
    return instead if len(instead) <= CORRECTED_AT_MOST else {}


def _closest(folded: str, written: Sequence[tuple[str, int]], names: dict[str, str]) -> tuple[str, int] | None:
    most = slips_allowed(folded)
    every = [(distance(folded, forms(word)[0], most), False, -number, word) for word, number in written]
    every += [(distance(folded, name, most), True, -NAMED, shown) for name, shown in names.items()]
    near = [(slips, not is_name, number, word) for slips, is_name, number, word in every if 0 < slips <= most]
    if not near:
        return None
    _slips, _is_no_name, number, word = min(near)
    return word, -number


def _is_small(folded: str) -> bool:
    return any(folded in words for words in STOP_WORDS.values())
