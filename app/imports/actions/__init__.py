"""Imported authors and the members they are: naming addresses, offering, claiming."""

from app.imports.actions.claiming import claim
from app.imports.actions.offering import ask_for_link, offer

__all__ = ["ask_for_link", "claim", "offer"]
