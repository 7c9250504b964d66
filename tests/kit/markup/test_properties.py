import html as entities
import re

from hypothesis import example, given
from hypothesis import strategies as st

from app.kit.markup import Mark, SourceFormat, excerpt, render, sanitise, wrap_sentences
from tests.kit.markup.safety import faults, words

BITS = [
    "a",
    "b",
    "cat",
    "dog.",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<br>",
    "<a",
    "href=x>",
    "<a",
    "href=javascript:x>",
    "</a>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<",
    ">",
    "&",
    "&lt;",
    "&amp;",
    "&amp;lt;",
    "&#60;",
    "&copy;",
    '"',
    "'",
    "#",
    "-",
    ">",
    "1.",
    "|",
    "-|-",
    "http://a.example/x",
    "www.a.example",
    ",",
    ".",
    ":",
    "\\",
    "é",
    "😀",
] + [" ", "  ", "\n", "\n\n", "\n    ", "\t", "\xa0", "\x00", "\ud800"]
sources = st.lists(st.sampled_from(BITS), max_size=40).map("".join) | st.text(max_size=60)
formats = st.sampled_from(SourceFormat)


@example("<pre>\n\n\n", SourceFormat.HTML)
@given(sources, formats)
def test_rendered_html_is_harmless_and_sanitising_it_changes_nothing(source: str, source_format: SourceFormat) -> None:
    html = render(source, source_format).html
    assert faults(html) == []
    assert sanitise(html) == html


@given(sources, formats)
def test_text_is_the_words_of_the_html_and_holds_no_tag(source: str, source_format: SourceFormat) -> None:
    body = render(source, source_format)
    assert "".join(body.text.split()) == "".join(words(body.html).split())
    if "&lt;" not in body.html:
        assert "<" not in body.text


@given(st.text(max_size=200))
def test_markdown_keeps_every_word(source: str) -> None:
    shown = render(source, SourceFormat.MARKDOWN).html
    for word in re.findall(r"[a-z]{4,}", re.sub(r"&\w*|\[[^\]]*\]:.*", "", source)):
        assert word in entities.unescape(shown)


@given(sources, formats, st.data())
def test_marking_changes_no_word_and_keeps_the_html_well_formed(
    source: str, source_format: SourceFormat, data: st.DataObject
) -> None:
    body = render(source, source_format)
    text = body.text
    ends = st.integers(0, len(text))
    marks = []
    for number in range(data.draw(st.integers(0, 3))):
        first, last = sorted((data.draw(ends), data.draw(ends)))
        marks.append(Mark(text[first:last], f"<em>note {number}</em>", data.draw(st.sampled_from(["", "disputed"]))))
    marked = wrap_sentences(body.html, marks)
    assert faults(marked) == []
    notes = re.findall(r'<p class="claim-note(?: disputed)?" role="note">.*?</p>', marked)
    assert len(notes) == len(marks)
    for note in notes:
        marked = marked.replace(note, "", 1)
    assert re.sub(r'<span class="claim(?: disputed)?">|</span>', "", marked) == body.html


@given(st.text(), st.integers(1, 50))
def test_excerpt_is_a_beginning_within_the_limit(text: str, limit: int) -> None:
    line = " ".join(text.split())
    short = excerpt(text, limit)
    assert len(short) <= limit
    assert short == line or line.startswith(short.removesuffix("…"))
