"""The order of statuses, and what may be said of something derived.

withdrawn < corrected < disputed < unofficial < unreviewed < community_verified < staff_verified < official
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.posts.kinds import Voice


class Status(StrEnum):
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    DISPUTED = "disputed"
    UNOFFICIAL = "unofficial"
    UNREVIEWED = "unreviewed"
    COMMUNITY_VERIFIED = "community_verified"
    STAFF_VERIFIED = "staff_verified"
    OFFICIAL = "official"


ORDER: tuple[Status, ...] = tuple(Status)
RANK = {status: place for place, status in enumerate(ORDER)}

CONFIRMED = frozenset({Status.OFFICIAL, Status.STAFF_VERIFIED, Status.COMMUNITY_VERIFIED})
CAUTION = frozenset({Status.UNOFFICIAL, Status.DISPUTED, Status.CORRECTED})
STAY_AFTER_EDIT = frozenset({Status.UNOFFICIAL, Status.DISPUTED, Status.CORRECTED, Status.WITHDRAWN})

TYPO_CHARACTERS = 10
"""A member's text so many characters away from the confirmed one, with the same numbers, links and negations, is still confirmed."""


@dataclass(frozen=True)
class Standpoint:
    """A voice and a status together; the community can never be official."""

    voice: Voice
    status: Status

    def __post_init__(self) -> None:
        if self.voice is Voice.COMMUNITY and self.status is Status.OFFICIAL:
            raise ValueError("community voice can never be official")


def meet(*statuses: Status) -> Status:
    """The lower of them: what is derived (excerpt, quote, summary, article) has at most the meet of its sources."""
    if not statuses:
        raise ValueError("the meet of nothing")
    return min(statuses, key=RANK.__getitem__)


def derived(sources: Iterable[Standpoint]) -> Standpoint:
    """The most that may be said of something made from `sources`: the meet, in company voice only if all were."""
    points = list(sources)
    company = all(point.voice is Voice.COMPANY for point in points)
    status = meet(*(point.status for point in points))
    if not company and status is Status.OFFICIAL:
        raise ValueError("community voice can never be official")
    return Standpoint(Voice.COMPANY if company else Voice.COMMUNITY, status)


_UNIT = r"%|°[CF]?|[mk]?[VAWm]|mAh|[kM]?Wh|m?s|min|h|d|mm|cm|k?g|m?l|bar|psi|[kMG]?Hz|[kKMGT]?B|[MG]bit|dBm?|€|\$|£"
_NUMBER = re.compile(rf"(?:[-−+.,]|[<>≤≥€$£]\s?)?\d+(?:[.,:/]\d+)*(?:\s?(?:{_UNIT})(?!\w))?")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|\w+n['’]t|non|né|mai|senza|nessun\w*|niente|nulla)\b", re.I
)
_LINK = re.compile(r"://|@|\]\(|\]\[|^/|[^\W_]\.[^\W\d_]")


def _kept(text: str) -> tuple[list[str], ...]:
    """What no typo touches: numbers with their sign and unit, words that turn a sentence round, links and addresses."""
    return _NUMBER.findall(text), _NEGATION.findall(text), [word for word in text.split() if _LINK.search(word)]


def changed_characters(before: str, after: str, at_most: int = TYPO_CHARACTERS) -> int:
    """How many characters were taken out or put in at the least, or `at_most + 1` for anything above.

    The greedy search for the shortest edit script: `reach[d]` is how far the old text is read on the diagonal d. Giving
    up after `at_most` keeps the time linear in the text.
    """
    reach = {1: 0}
    for steps in range(at_most + 1):
        for diagonal in range(-steps, steps + 1, 2):
            down = diagonal == -steps or (diagonal != steps and reach[diagonal - 1] < reach[diagonal + 1])
            old = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            new = old - diagonal
            while old < len(before) and new < len(after) and before[old] == after[new]:
                old, new = old + 1, new + 1
            reach[diagonal] = old
            if old >= len(before) and new >= len(after):
                return steps
    return at_most + 1


def is_typo(before: str, after: str) -> bool:
    """True when two texts are near enough to share a confirmation: at most ten characters, none of them in what is kept."""
    return _kept(before) == _kept(after) and changed_characters(before, after) <= TYPO_CHARACTERS


def turned_round(before: str, after: str) -> bool:
    """Whether a word like "not" was put in or taken out."""
    return _NEGATION.findall(before) != _NEGATION.findall(after)


def after_edit(status: Status, *, typo: bool, company: bool, speaks: bool) -> Status:
    """The status of the new revision. A confirmation belonged to the confirmed text; a warning stays on.

    `typo`: how the new text differs from the confirmed one, not from the one before it, so that small steps do not add up.
    `speaks`: whether whoever changed it answers for the company here. What is official is so word for word.
    """
    if status in STAY_AFTER_EDIT:
        return status
    if not company:
        return status if typo else Status.UNREVIEWED
    if status in CONFIRMED and not speaks:
        return Status.UNREVIEWED
    return Status.STAFF_VERIFIED if status is Status.OFFICIAL else status


def may_follow(before: Status, after: Status, *, by_staff: bool) -> bool:
    """Nothing rises by itself after `disputed`: a rise from a caution needs a person of the staff."""
    if before is after:
        return False
    if before in CAUTION and RANK[after] > RANK[before]:
        return by_staff
    return True
