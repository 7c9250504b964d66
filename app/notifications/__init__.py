"""Telling people: what happened, on which channel, with the label first."""
