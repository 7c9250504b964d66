"""Freshness, conversion of imported texts, links, personal data, changes: texts and numbers in, texts and numbers out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kit.markup import SourceFormat, render
from app.knowledge.article_links import linked_articles
from app.knowledge.as_markdown import markdown_of
from app.knowledge.comparing import changed_lines
from app.knowledge.composing import Body, compose, shortened
from app.knowledge.freshness import freshness, is_expired, needs_check
from app.knowledge.personal import personal_data_in

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
AGES = st.floats(0, 5000)
LIVES = st.floats(1, 1000)


@pytest.mark.parametrize(
    ("age", "life", "newer", "conflicts", "expected"),
    [
        (0, 180, False, 0, 1.0),
        (180, 180, False, 0, 0.5),
        (360, 180, False, 0, 0.25),
        (0, 180, True, 0, 0.5),
        (0, 180, False, 2, 0.25),
        (30, 30, True, 1, 0.125),
        (-5, 30, False, 0, 1.0),
    ],
)
def test_freshness(age: float, life: float, newer: bool, conflicts: int, expected: float) -> None:
    assert freshness(age, life, newer_version=newer, conflicts=conflicts) == pytest.approx(expected)


def test_thresholds_are_strict() -> None:
    assert [needs_check(value) for value in (0.5, 0.4999)] == [False, True]
    assert [is_expired(value) for value in (0.25, 0.2499)] == [False, True]


@pytest.mark.parametrize(
    "wrong", [{"half_life_days": 0}, {"half_life_days": -1}, {"half_life_days": 9, "conflicts": -1}]
)
def test_freshness_refuses(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError):
        freshness(1, **wrong)


@UNHURRIED
@given(AGES, AGES, LIVES, st.booleans(), st.integers(0, 20))
def test_freshness_only_falls(one: float, other: float, life: float, newer: bool, conflicts: int) -> None:
    young, old = sorted((one, other))
    fresh = freshness(young, life, newer_version=newer, conflicts=conflicts)
    assert 0 <= freshness(old, life, newer_version=newer, conflicts=conflicts) <= fresh <= 1
    assert freshness(young, life, newer_version=True, conflicts=conflicts + 1) <= fresh


PIECES = [
    "<p>Use <code>a`b</code>, <strong> bold </strong>x * y _foo_ snake_case</p>",
    "<p>1. no list<br># no heading<br>- no item</p>",
    "<ul><li>x<ul><li>y</li><li>z <em>q</em></li></ul></li><li><p>para</p><pre><code>code\n  # x</code></pre></li></ul>",
    '<ol start="3"><li>a</li><li>b</li></ol><ol><li>c</li></ol>',
    "<blockquote><p>q &lt;b&gt; &amp;amp;</p><blockquote><p>r</p></blockquote></blockquote>",
    "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2<br>3</td></tr></table>",
    '<h3>Head</h3><hr><pre><code class="language-sh">$ ls ``` | x\n\n\n</code></pre>',
    '<p><a href="https://e.example/a_(b)">[li]nk</a> <a href="https://x.example/a_b_c">https://x.example/a_b_c</a></p>',
    "<dl><dt>t</dt><dd>d</dd></dl><p>&amp;copy; ~~no~~ ![no](x) \\* end\\</p>",
    "loose text <p></p> more <b></b><i>i</i><kbd>Ctrl</kbd>",
    "<p>Setext<br>===<br>next<br>---</p><p>a | b<br>--- | ---<br>c | d</p>",
]


def words(html: str) -> str:
    return "".join(render(html, SourceFormat.HTML).text.split())


@UNHURRIED
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_no_word_is_lost_on_the_way_to_markdown(pieces: list[str]) -> None:
    html = render("".join(pieces), SourceFormat.HTML).html
    back = render(markdown_of(html), SourceFormat.MARKDOWN)
    assert "".join(back.text.split()) == words("".join(pieces))


@UNHURRIED
@given(st.text(alphabet=st.sampled_from("ab1 .)(*_`#[]<>&!~|\\-+=\n:x"), max_size=60))
def test_any_text_survives(text: str) -> None:
    html = render(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>", SourceFormat.HTML).html
    back = render(markdown_of(html), SourceFormat.MARKDOWN)
    assert "".join(back.text.split()) == "".join(render(html, SourceFormat.HTML).text.split())


def test_structure_survives() -> None:
    html = render("".join(PIECES[2:6]), SourceFormat.HTML).html
    back = render(markdown_of(html), SourceFormat.MARKDOWN).html
    for tag in ("<ul>", '<ol start="3">', "<blockquote>", "<table>", "<pre>", "<em>"):
        assert tag in back


def test_the_authors_own_headings_go_below_ours() -> None:
    body = Body("# Steps\n\n```\n# not a heading\n```\n\n## More", "", SourceFormat.MARKDOWN)
    assert body.markdown == "## Steps\n\n```\n# not a heading\n```\n\n### More"


def test_shortening_closes_code() -> None:
    text = "first\n\n```sh\n" + "x\n" * 100 + "```"
    cut = shortened(text, 60, "(cut)")
    assert cut.count("```") == 2
    assert cut.endswith("(cut)")


def test_a_draft_without_scope_says_so() -> None:
    part = Body("w", "", SourceFormat.MARKDOWN)
    assert "names no product" in compose(part, part, scope="", language="en", company=False)
    assert "# Problema" in compose(part, part, scope="x", language="it", company=False)
    assert "> w" in compose(part, part, scope="x", language="de", company=True)


def test_links() -> None:
    html = '<a href="/articles/5/x" rel="n">a</a> <a href="https://h.example/articles/5/y">b</a> <a href="/articles/07">c</a>'
    assert linked_articles(html) == {5: None}
    assert linked_articles('<a href="https://h.example/articles/6">a</a>') == {6: ""}


def test_personal_data_is_pointed_at() -> None:
    text = "Write to anna.b@example.org or call +39 333 123 4567 on firmware 4.1.2, port 8080, 192.168.1.254"
    assert personal_data_in(text) == ["anna.b@example.org", "+39 333 123 4567"]


def test_changes_are_lines() -> None:
    old = "a\n\nb\n\nc\n\nd\n\ne\n\nf\n\ng\n\nh\n\ni"
    assert changed_lines(old, old.replace("f", "F")) == [
        ("same", "…"), ("same", "d"), ("same", "e"), ("removed", "f"), ("added", "F"), ("same", "g"), ("same", "h"), ("same", "i"),
    ]  # fmt: skip
    assert changed_lines("same", "same") == [("same", "same")]
