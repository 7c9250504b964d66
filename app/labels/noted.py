"""A body with every caution beside the sentence it is about."""

from html import escape

from app.kit.markup import Mark, wrap_sentences
from app.labels.presenting import Presented

ICON = '<svg class="icon" width="16" height="16" aria-hidden="true"><use href="/static/icons.svg#warn"/></svg>'


def noted_html(shown: Presented) -> str:
    """HTML that is safe: the body was sanitised when it was written, the notes are escaped here."""
    marks = [Mark(note.sentence, f"{ICON}{escape(str(note.text))}", note.status.value) for note in shown.notes]
    return wrap_sentences(shown.html, marks) if marks else shown.html
