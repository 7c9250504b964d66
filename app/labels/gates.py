"""What a later feature may put in the way of the company's word: each gate is asked before a post becomes official, whoever
calls and by whichever action; a speaker gate before anybody's words stand on any label; a words gate about those words."""

from collections.abc import Callable, Mapping
from typing import Any

from app.activity.log import Acting
from app.kit.verdicts import YES, Verdict, require
from app.posts.models import Post

Gate = Callable[[Acting, Post], None]
WordsGate = Callable[[Acting, Post, str, str, str], None]
SpeakerGate = Callable[[Acting], Verdict]
_gates: list[Gate] = []
_speaker_gates: list[SpeakerGate] = []
_words_gates: list[WordsGate] = []


def gate(check: Gate) -> Gate:
    """`check(actor, post)` raises what the actor is told; a post it says nothing of becomes official."""
    _gates.append(check)
    return check


def speaker_gate(check: SpeakerGate) -> SpeakerGate:
    """`check(actor)` says whether their words may stand on a label, where every reader takes them for the company's."""
    _speaker_gates.append(check)
    return check


def words_gate(check: WordsGate) -> WordsGate:
    """`check(actor, post, name, words, before)` raises what the actor is told of words that everybody would read on a label;
    `before` is what stands there already."""
    _words_gates.append(check)
    return check


def ask_words_gates(actor: Acting, post: Post, said: Mapping[str, Any], before: Mapping[str, str]) -> None:
    """Each text that is to stand on a label, by its name."""
    for name, words in said.items():
        if isinstance(words, str) and words.strip():
            for check in _words_gates:
                check(actor, post, name, words, before.get(name, ""))


def can_speak_on_labels(actor: Acting) -> Verdict:
    return next((verdict for check in _speaker_gates if not (verdict := check(actor))), YES)


def ask_gates(actor: Acting, post: Post) -> None:
    require(can_speak_on_labels(actor))
    for check in _gates:
        check(actor, post)
