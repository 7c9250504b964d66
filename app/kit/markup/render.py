"""From what was written to what is shown: once, on writing."""

from dataclasses import dataclass
from enum import StrEnum

from app.kit.markup.commonmark import markdown_html
from app.kit.markup.foreign import only_tags_and_text
from app.kit.markup.limits import FORM, IMPORT, SizeLimit, TooIntricate
from app.kit.markup.plain import paragraphs_html, readable, text_of, without_tags
from app.kit.markup.sanitise import take_in

RENDERER_VERSION = 2
"""Raised whenever the same source gives other HTML, so that stored bodies of an older version can be found."""


class SourceFormat(StrEnum):
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` is safe to show as it is; `text` is its words, for search, excerpts and detection; not escaped."""

    html: str
    text: str
    version: int = RENDERER_VERSION


def render(source: str, source_format: SourceFormat, *, limit: SizeLimit | None = None) -> Rendered:
    """The body as readers see it.

    Without a limit, Markdown may be as long as a form and HTML as long as an import; say `limit=IMPORT` for Markdown
    that was imported. What is too intricate is shown as plain paragraphs, never cut.
    Errors: TooLong.
    """
    (limit or (FORM if source_format is SourceFormat.MARKDOWN else IMPORT)).check(source)
    source = readable(source)
    is_html = source_format is SourceFormat.HTML
    if is_html:
        source = only_tags_and_text(source)
    try:
        html = take_in(source if is_html else markdown_html(source))
    except TooIntricate:
        html = paragraphs_html(without_tags(source) if is_html else source)
    return Rendered(html=html, text=text_of(html))
