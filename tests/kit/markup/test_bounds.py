"""Hostile structure is shown as text: the caps are what keeps its cost low, so they are what is tested."""

import re

import pytest

from app.kit.markup import IMPORT, SourceFormat, render
from app.kit.markup.commonmark import markdown_html
from app.kit.markup.foreign import only_tags_and_text
from app.kit.markup.limits import MAX_BLOCK_NESTING, MAX_DEPTH, MAX_ELEMENTS, MAX_ENTITIES, TooIntricate
from app.kit.markup.sanitise import take_in
from tests.kit.markup.safety import faults

LENGTH = 30_000

HOSTILE_MARKDOWN = {
    name: (unit * (LENGTH // len(unit) + 1))[:LENGTH]
    for name, unit in {
        "quotes": ">", "spaced quotes": "> ", "brackets": "[", "labels": "[]", "links begun": "[a](", "links": "[a](b) ",
        "links in links": "[a](b", "images begun": "![", "images in images": "![[]()", "stars": "*", "strong": "**a ",
        "mixed": "*a_ ", "crossed": "a**bc* ", "tildes": "~~a ", "backticks": "`", "spans": "`` ` ", "less": "<",
        "autolinks": "<http://a.b>", "addresses": "http://a.b ", "one address": "http://a.b", "www": "www.",
        "tables": "a|b\n-|-\n\n", "lists": "- ", "items": "- a\n", "loose items": "- a\n\n", "ordered": "1. ",
        "headings": "# a\n", "underlined": "a\n=\n", "fences": "```\n", "references": "[a]: b\n", "reference": "[a\n",
        "ampersands": "&", "entities": "&lt;", "endless entity": "&#1", "backslashes": "\\", "lines": "a\n",
        "paragraphs": "a\n\n", "tags": "<b>", "comments": "<!--", "nul": "\0", "surrogates": "\ud800",
    }.items()
}  # fmt: skip
HOSTILE_MARKDOWN |= {
    "wide table": ("a|" * 3_000 + "\n" + "-|" * 3_000 + "\n" + "|\n" * 9_000)[:LENGTH],
    "long table": ("a|b\n-|-\n" + "x|y\n" * 8_000)[:LENGTH],
    "growing spans": "".join("a" + "`" * i for i in range(244))[:LENGTH],
    "long number": "&#" + "1" * 29_990 + ";",
    "long address, often": ("[a]: " + "b" * 5_000 + "\n\n" + "[a]" * 8_300)[:LENGTH],
    "long title, often": ('[a]: x "' + "t" * 10_000 + '"\n\n' + "[a]" * 6_600)[:LENGTH],
    "deep brackets": "[" * 15_000 + "]" * 15_000,
    "deep emphasis": "*a **b " * 50 + "c** d*" * 50,
    "deep list": "".join("  " * i + "- a\n" for i in range(170)),
    "closing brackets": "http://a.b/" + ")" * 29_980,
}

HOSTILE_HTML = {
    **{
        unit: (unit * (LENGTH // len(unit) + 1))[:LENGTH]
        for unit in [
            "<", "<a", "<a <", "< a ", "<b>", "<b><p>", "<p>", "<div>", "<a href=x>", "</p>", "<br>", "<table><tr><td>",
            "<li>", "<!--", "<!", "<?", "</a ", "&", "&amp;", "&#1", "<script>", "<style></style>", "<svg>", "<math>",
            "<textarea>", '<a x="', "<pre>\n", "<nottag <b ", "<img src=x alt=y>", "<h1>", "<scr<script>ipt>",
        ]
    },
    "copied formatting": "".join(f"<b x={i}>" for i in range(25)) + "<p>" * 9_000,
    "attributes": "<a " + " ".join(f"x{i}=1" for i in range(4_000)) + ">x</a>",
    "long number": "&amp;#" + "1" * 29_000 + "; &#" + "1" * 900 + ";",
}  # fmt: skip


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("name", HOSTILE_MARKDOWN)
def test_hostile_markdown_stays_small_harmless_and_whole(name: str) -> None:
    source = HOSTILE_MARKDOWN[name]
    body = render(source, SourceFormat.MARKDOWN)
    assert faults(body.html) == []
    assert body.html.count("<") <= 4 * MAX_ELEMENTS
    assert len(body.html) <= 10 * LENGTH


@pytest.mark.parametrize("name", HOSTILE_HTML)
def test_hostile_html_stays_small_and_harmless(name: str) -> None:
    body = render(HOSTILE_HTML[name], SourceFormat.HTML)
    assert faults(body.html) == []
    assert body.html.count("<") <= 4 * MAX_ELEMENTS


def test_quotes_deeper_than_the_cap_keep_their_text_and_leave_the_rest_alone() -> None:
    body = render("> " * 30 + "deep *down*\n\nand **up**", SourceFormat.MARKDOWN)
    assert body.html.count("<blockquote>") == MAX_BLOCK_NESTING
    assert body.text == "> " * (30 - MAX_BLOCK_NESTING) + "deep down\nand up"
    assert "<strong>up</strong>" in body.html


def test_lists_deeper_than_the_cap_keep_every_item() -> None:
    source = "".join("  " * depth + f"- item{depth}\n" for depth in range(30))
    assert letters(render(source, SourceFormat.MARKDOWN).text) == letters(source)


def test_a_table_above_the_cap_stays_text_and_leaves_the_rest_alone() -> None:
    rows = "".join(f"x{row}|y{row}\n" for row in range(1_200))
    body = render(f"a|b\n-|-\n{rows}\n**bold**", SourceFormat.MARKDOWN)
    assert "<td>" not in body.html
    assert "x1199|y1199" in body.text
    assert "<strong>bold</strong>" in body.html
    assert "<td>y5</td>" in render("a|b\n-|-\n" + rows[:500], SourceFormat.MARKDOWN).html


@pytest.mark.parametrize("name", ["deep emphasis", "items", "links in links", "long title, often", "deep brackets"])
def test_what_is_too_intricate_is_shown_as_it_was_written(name: str) -> None:
    source = HOSTILE_MARKDOWN[name]
    body = render(source, SourceFormat.MARKDOWN)
    assert letters(body.text) == letters(source)
    assert set(re.findall(r"<(\w+)", body.html)) <= {"p", "br"}


def test_html_too_deep_keeps_its_words() -> None:
    source = "<blockquote>" * (MAX_DEPTH * 3) + "<script>x()</script>deep<br>er &lt;b&gt; &copy;"
    body = render(source, SourceFormat.HTML)
    assert body.html == "<p>deep<br>er &lt;b&gt; ©</p>"
    assert body.text == "deep\ner <b> ©"


def test_an_import_of_broken_tags_ends() -> None:
    body = render(("<a <" * IMPORT.maximum)[: IMPORT.maximum], SourceFormat.HTML)
    assert letters(body.text) == "a" * (IMPORT.maximum // 4)


@pytest.mark.parametrize(
    ("name", "cap"),
    [
        ("images in images", "inline steps"),
        ("links in links", "inline steps"),
        ("strong", "delimiters"),
        ("long title, often", "growth"),
    ],
)
def test_each_cap_stops_what_it_is_for(name: str, cap: str) -> None:
    with pytest.raises(TooIntricate, match=cap):
        markdown_html(HOSTILE_MARKDOWN[name])


def test_escaped_characters_are_counted_before_html_is_parsed() -> None:
    with pytest.raises(TooIntricate, match="entities"):
        take_in("&lt;" * (MAX_ENTITIES + 1))


@pytest.mark.parametrize(
    ("html", "handed_on"),
    [
        ("<a <b>x</b", "&lt;a <b>x&lt;/b"),
        ("<a title='x > y' href=\"<\">", "<a title='x > y' href=\"&lt;\">"),
        ("<a title='x>", "&lt;a title='x>"),
        ("<!doctype html><?xml?><p>", "<p>"),
        ("<!-- a", "&lt;!-- a"),
        ("a<!-- <p> -->b<script>c</script >d<script>e", "abd<script>e"),
        ("<a " + "x=1 " * 30_000 + ">", "&lt;a " + "x=1 " * 30_000 + ">"),
    ],
)
def test_the_parser_sees_whole_tags_only(html: str, handed_on: str) -> None:
    assert only_tags_and_text(html) == handed_on
