"""What can go wrong in the domain, with the sentence for the person and the status for the machine.

A message is marked with N_() and translated at the edge; `params` fill its placeholders.
"""

from typing import Any

from app.kit.texts import N_


class DomainError(Exception):
    status = 400

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


class Invalid(DomainError):
    """What was typed cannot be taken. `field` names where, so that the form can say it there."""

    status = 422

    def __init__(self, message: str, field: str | None = None, **params: Any) -> None:
        super().__init__(message, **params)
        self.field = field


class TooLarge(Invalid):
    """A file of more bytes than we take."""

    status = 413


class WrongKind(Invalid):
    """A file of a kind that we do not take."""

    status = 415


class NoRoom(Invalid):
    """There is no room to keep it; what was there before stays readable."""

    status = 507


class Refused(DomainError):
    """They see it but may not do it; the message says why."""

    status = 403


class Unseen(DomainError):
    """There is nothing here for this person: missing and private look the same."""

    status = 404

    def __init__(self) -> None:
        super().__init__(N_("There is nothing here, or it is not for you to see."))


class IllegalMove(DomainError):
    """The thing is no longer in a state from which this can be done."""

    status = 409


class TooMany(DomainError):
    """A limit was reached; `retry_after` is in seconds."""

    status = 429

    def __init__(self, message: str, retry_after: int, **params: Any) -> None:
        super().__init__(message, **params)
        self.retry_after = retry_after
