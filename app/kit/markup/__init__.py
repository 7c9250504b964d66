"""Bodies: rendered, sanitised, annotated, compared. Pure: text in, text out."""

from app.kit.markup.annotate import Mark, wrap_sentences
from app.kit.markup.commonmark import commonmark_html
from app.kit.markup.diff import Change, ChangeKind, diff_html, word_diff
from app.kit.markup.limits import FORM, IMPORT, SizeLimit, TooLong
from app.kit.markup.plain import excerpt
from app.kit.markup.render import RENDERER_VERSION, Rendered, SourceFormat, render
from app.kit.markup.sanitise import sanitise

__all__ = [
    "FORM",
    "IMPORT",
    "RENDERER_VERSION",
    "Change",
    "ChangeKind",
    "Mark",
    "Rendered",
    "SizeLimit",
    "SourceFormat",
    "TooLong",
    "commonmark_html",
    "diff_html",
    "excerpt",
    "render",
    "sanitise",
    "word_diff",
    "wrap_sentences",
]
