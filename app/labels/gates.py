"""What a later feature may put in the way of the company's word: each gate is asked before a post becomes official, whoever
calls and by whichever action."""

from collections.abc import Callable

from app.activity.log import Acting
from app.posts.models import Post

Gate = Callable[[Acting, Post], None]
_gates: list[Gate] = []


def gate(check: Gate) -> Gate:
    """`check(actor, post)` raises what the actor is told; a post it says nothing of becomes official."""
    _gates.append(check)
    return check


def ask_gates(actor: Acting, post: Post) -> None:
    for check in _gates:
        check(actor, post)
