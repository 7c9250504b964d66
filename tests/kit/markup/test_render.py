import pytest

from app.kit.markup import FORM, IMPORT, RENDERER_VERSION, SizeLimit, SourceFormat, TooLong, render, sanitise
from tests.kit.markup.safety import faults

REL = 'rel="nofollow ugc noopener"'


def markdown(source: str) -> str:
    return render(source, SourceFormat.MARKDOWN).html.strip()


def imported(source: str) -> str:
    return render(source, SourceFormat.HTML).html.strip()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        ("*a* ~~b~~", "<p><em>a</em> <s>b</s></p>"),
        ("# a", "<h3>a</h3>"),
        ("## a", "<h4>a</h4>"),
        ("### a", "<h5>a</h5>"),
        ("#### a", "<h6>a</h6>"),
        ("###### a", "<h6>a</h6>"),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
        ("`&lt;`", "<p><code>&amp;lt;</code></p>"),
        ("&amp;lt; &amp;#60;", "<p>&amp;lt; &amp;#60;</p>"),
        ("```py\na < b\n```", '<pre><code class="language-py">a &lt; b\n</code></pre>'),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("<a@b.example>", f'<p><a href="mailto:a@b.example" {REL}>a@b.example</a></p>'),
        ("a@b.example", "<p>a@b.example</p>"),
        ("[x](javascript:1)", "<p>[x](javascript:1)</p>"),
    ],
)
def test_markdown(source: str, html: str) -> None:
    assert markdown(source) == html


@pytest.mark.parametrize(
    ("source", "address", "words"),
    [
        ("see http://a.example/x?b=1&c=2.", "http://a.example/x?b=1&amp;c=2", "http://a.example/x?b=1&amp;c=2"),
        ("(https://a.example/x)", "https://a.example/x", "https://a.example/x"),
        ("https://a.example/x_(y)", "https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("www.a.example", "https://www.a.example", "www.a.example"),
        ("[x](http://a.example)", "http://a.example", "x"),
        ("![cat](http://a.example/c.png)", "http://a.example/c.png", "cat"),
        ("![](http://a.example/c.png)", "http://a.example/c.png", "http://a.example/c.png"),
        ("[![cat](http://b.example/c.png)](http://a.example)", "http://a.example", "cat"),
    ],
)
def test_links_carry_no_weight_and_images_are_links(source: str, address: str, words: str) -> None:
    assert f'<a href="{address}" {REL}>{words}</a>' in markdown(source)


def test_addresses_in_code_stay_text_and_so_do_those_that_were_cut() -> None:
    assert "<a" not in markdown("`http://a.example`\n\n    http://a.example\n")
    assert "<a" not in markdown("http://a.example/" + "x" * 2_000)


def test_cells_are_aligned_without_inline_style() -> None:
    html = markdown("|a|b|\n|:-:|-|\n|1|2|")
    assert '<th align="center">a</th>' in html
    assert "<td>2</td>" in html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<h1>a</h1><h2>b</h2>", "<h3>a</h3><h4>b</h4>"),
        ("<div>a <font color=red>b</font></div>", "<div>a b</div>"),
        ("a<script>x()</script>b<style>p{}</style>c<!-- d -->e", "abce"),
        ("<STYLE>p</STYLE >a İ <ScRiPt>x</sCrIpT>b", "a İ b"),
        ("2 < 3 and <3", "2 &lt; 3 and &lt;3"),
        ("<a href='javascript:x()'>a &lt; <b>b</b></a>", "a &lt; <b>b</b>"),
        ("<img src='data:image/png,x' alt='cat'>", "cat"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("&copy; &#169; &amp;copy;", "© © &amp;copy;"),
        ("a\x00b \ud800", "a\ufffdb \ufffd"),
    ],
)
def test_imported_html(source: str, html: str) -> None:
    assert imported(source) == html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# A\n\nb *c*\nd", "A\nb c d"),
        ("- a\n- b\n\n```\n  x\n    y\n```", "a\nb\n  x\n    y"),
        ("|a|b|\n|-|-|\n|1|2|", "a b\n1 2"),
        ("a&nbsp;b  \nc <i> &amp;lt;", "a b\nc <i> &lt;"),
    ],
)
def test_text_is_the_words_a_reader_sees(source: str, text: str) -> None:
    assert render(source, SourceFormat.MARKDOWN).text == text


def test_version_is_stored_with_the_body() -> None:
    assert render("a", SourceFormat.MARKDOWN).version == RENDERER_VERSION


@pytest.mark.parametrize(
    ("source", "source_format", "limit", "size", "stated"),
    [
        ("é" * 30_001, SourceFormat.MARKDOWN, FORM, 30_001, "30,001 characters, the limit of the form is 30,000"),
        ("é" * 262_145, SourceFormat.HTML, IMPORT, 524_290, "524,290 bytes, the limit of the import is 524,288"),
    ],
)
def test_too_long_says_size_and_limit(
    source: str, source_format: SourceFormat, limit: SizeLimit, size: int, stated: str
) -> None:
    with pytest.raises(TooLong, match=stated) as refusal:
        render(source, source_format)
    assert (refusal.value.size, refusal.value.limit) == (size, limit)
    assert render(source[:-1], source_format).text
    if limit is FORM:
        assert render(source, source_format, limit=IMPORT).text


def test_sanitise_alone_keeps_no_heading_of_the_page_and_never_raises() -> None:
    assert sanitise("<h1>a</h1><h3>b</h3>") == "a<h3>b</h3>"
    assert faults(sanitise("<b><i>" * 200 + "deep")) == []
    assert "deep" in sanitise("<blockquote>" * 200 + "deep")
