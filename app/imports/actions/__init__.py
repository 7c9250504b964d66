"""Imported authors and the members they are: naming addresses, offering, claiming."""

from app.imports.actions.claiming import claim
from app.imports.actions.offering import ask_for_link, forget_address, offer

__all__ = ["ask_for_link", "claim", "forget_address", "offer"]
