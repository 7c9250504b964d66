"""Signed values with the application's own secret: what `tokens` does, for whoever runs inside the application."""

from typing import Any

from flask import current_app

from app.kit import tokens


def signed(purpose: str, value: Any) -> str:
    return tokens.sign(current_app.config["SECRET_KEY"], purpose, value)


def signed_value(purpose: str, token: str, *, max_age: int) -> Any | None:
    """The value, or None for a token that is forged, for another purpose, or older than `max_age` seconds.

    Tokens of earlier keys are still read, so that a change of the key leaves mailed links alive.
    """
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return tokens.read(keys, purpose, token, max_age)
