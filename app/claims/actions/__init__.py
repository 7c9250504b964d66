"""Flags on sentences that make unverified claims: raised by detection or by a person, decided by a person."""

from app.claims.actions.deciding import clear, confirm, correct, dispute
from app.claims.actions.flagging import flag_by_hand, look_for_claims

__all__ = ["clear", "confirm", "correct", "dispute", "flag_by_hand", "look_for_claims"]
