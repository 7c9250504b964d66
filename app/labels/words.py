"""Texts that have to be there."""

from app.kit.errors import Invalid


def needed(text: str, sentence: str, field: str) -> str:
    """The trimmed text, or Invalid on the field with the sentence that asks for it."""
    if not text.strip():
        raise Invalid(sentence, field=field)
    return text.strip()
