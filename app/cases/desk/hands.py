"""What somebody at the desk can take, and why they are given nothing: pure decisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.cases.queue import QueueEntry, can_take
from app.kit.texts import N_, Text


@dataclass(frozen=True)
class Hands:
    """`languages` None is any language. `in_hand` counts the cases in which it is the agent's turn.

    A lead takes what was handed on too often; a case somebody handed back does not come to them again.
    """

    id: int
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] | None = None
    capacity: int = 10
    in_hand: int = 0
    away_until: datetime | None = None
    leads: bool = False

    @property
    def full(self) -> bool:
        return self.in_hand >= self.capacity


@dataclass(frozen=True)
class Need:
    """A waiting case, and who of the desk cannot be given it: who handed it back, whose own it is, or all but leads."""

    entry: QueueEntry
    not_for: frozenset[int] = frozenset()
    lead_only: bool = False


class Nothing(StrEnum):
    """Why the queue gives an agent nothing."""

    AWAY = "away"
    FULL = "full"
    EMPTY = "empty"
    OTHER_SKILL = "other_skill"


SENTENCES = {
    Nothing.AWAY: N_("You are away until %(until)s. End your absence to take cases again."),
    Nothing.FULL: N_(
        "As many cases wait for you as was agreed: %(in_hand)s of %(capacity)s. Finish one, or hand one back."
    ),
    Nothing.EMPTY: N_("Nothing waits. Well done."),
    Nothing.OTHER_SKILL: N_("What waits needs a skill or a language you do not have. Your lead can see it too."),
}


def hindered(hands: Hands) -> Nothing | None:
    """What stands against taking anything at all."""
    if hands.away_until is not None:
        return Nothing.AWAY
    return Nothing.FULL if hands.full else None


def why(nothing: Nothing, hands: Hands) -> Text:
    """The sentence for the agent who was given nothing."""
    values = {"until": hands.away_until, "in_hand": hands.in_hand, "capacity": hands.capacity}
    named = {name: value for name, value in values.items() if f"%({name})s" in SENTENCES[nothing]}
    return Text(SENTENCES[nothing], **named)


def may_take(need: Need, hands: Hands) -> bool:
    """Whether a waiting case may come to these hands, now or once they have room."""
    if hands.away_until is not None or hands.id in need.not_for or (need.lead_only and not hands.leads):
        return False
    return can_take(need.entry, hands.skills, hands.languages)


def uncovered(needs: Iterable[Need], desk: Sequence[Hands]) -> dict[tuple[str, str], int]:
    """(skill, language) → how many cases wait for it although nobody at the desk may take them."""
    found: dict[tuple[str, str], int] = {}
    known: dict[tuple[object, ...], bool] = {}
    for need in needs:
        kind = (need.entry.skill, need.entry.language, need.not_for, need.lead_only)
        if kind not in known:
            known[kind] = any(may_take(need, hands) for hands in desk)
        if not known[kind]:
            key = (need.entry.skill or "", need.entry.language or "")
            found[key] = found.get(key, 0) + 1
    return found


def languages_of(words: str) -> frozenset[str] | None:
    """The languages an agent said; none said is any."""
    return frozenset(words.split()) or None
