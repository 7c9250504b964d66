"""The answer to "may they do it?": yes, or no with a reason."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from app.kit.errors import Refused, Unseen


@dataclass(frozen=True)
class Verdict:
    """True when allowed. A no carries the sentence that says why; an unseen no says nothing at all."""

    allowed: bool
    reason: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    unseen: bool = False

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)
UNSEEN = Verdict(False, unseen=True)


def no(reason: str, **params: Any) -> Verdict:
    return Verdict(False, reason, params) if params else _plain_no(reason)


@cache
def _plain_no(reason: str) -> Verdict:
    """A page asks some hundred times what may be done on it, and most answers are one of a few dozen."""
    return Verdict(False, reason)


def require(verdict: Verdict) -> None:
    """Goes on if allowed; otherwise raises what the edge turns into 403 with the reason, or 404."""
    if verdict.unseen:
        raise Unseen
    if not verdict:
        raise Refused(verdict.reason, **verdict.params)
