"""How far two words are apart, and whether another word was meant than the one that was typed."""

from collections.abc import Callable, Sequence

SHORT, MIDDLING = 3, 5
"""Letters of a word in which no slip, and at most one slip, is looked for."""
KNOWN_WELL = 3
"""Documents that have a word from which on it is right, whatever else there is."""
COMMONER = 5
"""How many times commoner than a word that occurs another one must be to be meant instead of it."""
CORRECTED_AT_MOST = 4
"""Words of one search that are corrected; with more the guess says nothing any more."""

Like = Callable[[str], Sequence[tuple[str, int]]]


def slips_allowed(word: str) -> int:
    """In how many letters a similar word may differ: 0 up to three letters, 1 up to five, else 2."""
    return 0 if len(word) <= SHORT else 1 if len(word) <= MIDDLING else 2


def distance(one: str, other: str, most: int) -> int:
    """Letters to leave out, add, change or swap with their neighbour to make one word of the other.

    The optimal string alignment distance, counted in rows as far as it can still be at most `most`; any larger one is
    `most + 1`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
