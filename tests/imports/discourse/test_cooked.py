"""What Discourse makes of a post becomes what we show: no word is lost, and nothing is loaded from anywhere."""

import re

import pytest

from app.imports.discourse.addresses import Forum
from app.imports.discourse.cooked import cook
from app.kit.markup import IMPORT, SourceFormat, render

HERE = Forum("https://forum.example.org")
LIGHTBOX = (
    '<p>See:<div class="lightbox-wrapper"><a class="lightbox" href="https://cdn.example.org/up/6c7.png" title="Kettle.png">'
    '<img src="https://cdn.example.org/up/6c7_2.png" alt="Kettle"><div class="meta"><svg class="d-icon"><use href="#far-image">'
    '</use></svg><span class="filename">Kettle.png</span><span class="informations">120×120 15.7 KB</span></div></a></div></p>'
)
QUOTE = (
    '<aside class="quote no-group" data-username="carla" data-post="4" data-topic="25"><div class="title">'
    '<div class="quote-controls"></div><img src="https://x.example/a.png" class="avatar"> carla:</div>'
    "<blockquote><p>Is it <em>new</em>?</p></blockquote></aside><p>It is.</p>"
)
ELSEWHERE = (
    '<aside class="quote" data-post="1" data-topic="104"><div class="title"><div class="quote-controls"></div>'
    '<a href="https://forum.example.org/t/other/104">Other topic</a> <a class="badge-category__wrapper" href="/c/x/1">'
    '<span class="badge-category__name">Support</span></a></div><blockquote><p>Words</p></blockquote></aside>'
)
ONEBOX = (
    '<aside class="onebox githubblob" data-onebox-src="https://github.com/a/b/blob/1/kettle.py#L2"><header class="source">'
    '<img src="https://github.com/i.png" class="site-icon"><a href="https://github.com/a/b/blob/1/kettle.py#L2">github.com/a/b</a>'
    '</header><article class="onebox-body"><h4><a href="https://github.com/a/b/blob/1/kettle.py#L2">kettle.py</a></h4>'
    '<pre class="onebox"><code>def hum(): …</code></pre></article><div class="onebox-metadata"></div></aside>'
)
LINK = 'rel="nofollow ugc noopener"'


def shown(html: str) -> str:
    cooked = cook(html, HERE, {25, 7}.__contains__)
    return re.sub(r"\s+", " ", render(cooked.html, SourceFormat.HTML, limit=IMPORT).html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            LIGHTBOX,
            f'<p>See:<a href="https://cdn.example.org/up/6c7.png" {LINK}>Kettle.png</a> (120×120 15.7 KB) </p>',
        ),
        (
            QUOTE,
            (
                f'<blockquote><p><a href="/t/25/4" {LINK}><strong>carla</strong></a>:</p>'
                "<p>Is it <em>new</em>?</p></blockquote><p>It is.</p>"
            ),
        ),
        (
            ELSEWHERE,
            (
                f'<blockquote><p><a href="https://forum.example.org/t/other/104" {LINK}><strong>Other topic</strong></a>:</p>'
                "<p>Words</p></blockquote>"
            ),
        ),
        (ONEBOX, f'<p><a href="https://github.com/a/b/blob/1/kettle.py#L2" {LINK}>kettle.py</a> (github.com)</p>'),
        ('<p><a class="mention" href="/u/carla">@carla</a> hi</p>', "<p>@carla hi</p>"),
        ('<p>Done <img class="emoji" title=":slight_smile:" src="https://e.example/s.png"></p>', "<p>Done 🙂</p>"),
        ('<p><img class="emoji" alt=":rocket:" src="https://e.example/s.png"></p>', "<p>🚀</p>"),
        ('<p><img class="emoji" alt=":our_logo:" src="https://e.example/s.png"></p>', "<p>:our_logo:</p>"),
        (
            '<h2><a name="p-1" class="anchor" href="#p-1" aria-label="Heading link"></a>Boiling</h2>',
            "<h4>Boiling</h4>",
        ),
        (
            "<details><summary>Log</summary><p>It hums.</p></details>",
            "<p><strong>Log</strong></p><p>It hums.</p>",
        ),
        (
            '<pre><code class="lang-python">x = 1 &lt; 2\n</code></pre>',
            '<pre><code class="language-python">x = 1 &lt; 2 </code></pre>',
        ),
        ('<pre><code class="lang-auto">hum</code></pre>', "<pre><code>hum</code></pre>"),
        (
            '<div class="md-table"><table><tbody><tr><td>1</td></tr></tbody></table></div>',
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
        ),
        (
            '<p>Look<br><div class="lazyYT" data-youtube-id="VdO" data-youtube-title="A hum"></div></p>',
            f'<p>Look<br><a href="https://www.youtube.com/watch?v=VdO" {LINK}>A hum</a></p>',
        ),
        (
            '<div class="video-placeholder-container" data-video-src="https://c.example/up/hum.mp4"></div>',
            f'<p><a href="https://c.example/up/hum.mp4" {LINK}>hum.mp4</a></p>',
        ),
        ('<p><a href="/t/some-title/7/3">there</a></p>', f'<p><a href="/t/7/3" {LINK}>there</a></p>'),
        (
            '<p><a href="/t/some-title/8/3">there</a> <a href="/c/help">help</a></p>',
            (
                f'<p><a href="https://forum.example.org/t/some-title/8/3" {LINK}>there</a> '
                f'<a href="https://forum.example.org/c/help" {LINK}>help</a></p>'
            ),
        ),
        ('<p>As<sup class="footnote-ref"><a href="#f-1">[1]</a></sup></p>', "<p>As<sup>[1]</sup></p>"),
        ('<p><span class="chcklst-box checked fa"></span> done</p>', "<p>[x] done</p>"),
        ('<p><img src="javascript:alert(1)" alt="x"></p>', "<p>x</p>"),
    ],
)
def test_what_only_discourse_shows(html: str, expected: str) -> None:
    assert shown(html) == expected


def test_links_within_the_archive_are_told() -> None:
    html = (
        '<p><a href="/t/a/7">a</a> <a href="https://forum.example.org/t/b/25/9?u=x">b</a> <a href="/t/c/99">c</a></p>'
    )
    assert cook(html + ELSEWHERE, HERE, {7, 25}.__contains__).topics == {7, 25}


@pytest.mark.parametrize(
    "html", ["<div>" * 30_000, "</aside>" * 30_000, '<aside class="quote">' * 5_000, "<a " * 20_000, "&#" + "9" * 9_000]
)
def test_hostile_html_is_read_to_its_end(html: str) -> None:
    assert isinstance(cook(html, HERE, lambda _topic: False).html, str)
