"""Macros: prepared texts with placeholders, for what agents write again and again."""
