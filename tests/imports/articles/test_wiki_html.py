"""What a knowledge base's wiki shows becomes Markdown that says the same: nobody is told what is meant for others."""

import pytest

from app.imports.articles.platforms import platforms_of
from app.imports.articles.wiki_html import Wiki, body_of
from app.kit.markup import IMPORT, SourceFormat, render
from app.knowledge.as_markdown import markdown_of

WIKI = Wiki(base="https://help.example.org", language="en", knows={"backup", "due-parole"}.__contains__)


def written(html: str, wiki: Wiki = WIKI) -> str:
    return markdown_of(render(body_of(html, wiki), SourceFormat.HTML, limit=IMPORT).html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            (
                '<p>Then <span class="for" data-for="win,linux">right-click</span><span class="for" data-for="mac">click'
                "</span>, please.</p>"
            ),
            "Then (Windows, Linux: right-click) (macOS: click), please.",
        ),
        (
            '<div class="for" data-for="not tb115"><p>Open it.</p></div><p>Close it.</p>',
            "> **Before Thunderbird 115:**\n>\n> Open it.\n\nClose it.",
        ),
        (
            '<table><tr><td><div class="for" data-for="mac"><p>A</p></div></td><td>B</td></tr></table>',
            "| (macOS: A) | B |\n| --- | --- |",
        ),
        (
            '<table><tr><th>A<br></th><td><span class="for" data-for="mac">1<br>2<br></span></td></tr></table>',
            "| A | (macOS: 1 / 2) |\n| --- | --- |",
        ),
        ('<div class="note">Water is hot.</div>', "> **Note:** Water is hot."),
        ('<div class="warning"><p>Hot!</p></div>', "> **Warning:** Hot!"),
        ('<div class="note"><p><strong>Tip:</strong> Wait.</p></div>', "> **Tip:** Wait."),
        (
            (
                '<p>Press <span class="key">Ctrl</span>, <span class="menu">File</span>, <span class="button">OK</span>,'
                ' <span class="filepath">C:\\x</span>.</p>'
            ),
            "Press `Ctrl`, **File**, **OK**, `C:\\x`.",
        ),
        ('<h1 id="w_a">Boiling</h1><p><a href="#w_b">Below</a></p>', "## Boiling\n\nBelow"),
        (
            '<div id="toc"><h2>Table of Contents</h2><ul><li><a href="#w_a">1 Boiling</a></li></ul></div><p>Text</p>',
            "Text",
        ),
        (
            (
                '<p><a href="/en-US/kb/backup#w_x">Backup</a>, <a href="https://help.example.org/kb/backup">again</a>,'
                ' <a href="/en-US/kb/gone">gone</a>, <a href="https://other.example/kb/backup">theirs</a></p>'
            ),
            (
                "[Backup](/kb/backup), [again](/kb/backup), [gone](https://help.example.org/en-US/kb/gone), "
                "[theirs](https://other.example/kb/backup)"
            ),
        ),
        ('<p><a class="new" href="/en-US/kb/none/edit">Not written yet</a></p>', "Not written yet"),
        (
            '<dl><dt><img alt="A kettle" src="https://x.example/placeholder.gif" data-original-src="/up/k.png"></dt></dl>',
            "[A kettle](https://help.example.org/up/k.png)",
        ),
        (
            '<p><img alt="18b145ed7d093472557cda5e6f9b1477-169.jpg" src="/up/k.jpg"></p>',
            "[Picture](https://help.example.org/up/k.jpg)",
        ),
        (
            '<div class="youtube-embed"><iframe src="//www.youtube.com/embed/Nz_9?wmode=x"></iframe></div>',
            "[youtube.com/watch?v=Nz_9](https://www.youtube.com/watch?v=Nz_9)",
        ),
        ("<ul><li>One<br></li><li><strong>Two<br></strong></li></ul>", "- One\n- **Two**"),
    ],
)
def test_what_only_the_wiki_shows(html: str, expected: str) -> None:
    assert written(html) == expected


def test_an_italian_article_says_it_in_italian() -> None:
    wiki = Wiki(base="", language="it", knows=lambda _slug: False)
    html = '<div class="for" data-for="not win"><p>Apri.</p></div><div class="note">Scotta.</div>'
    assert written(html, wiki) == "> **Non Windows:**\n>\n> Apri.\n\n> **Nota:** Scotta."


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("win7,win8,winxp", "Windows 7, Windows 8, Windows XP"),
        ("not tb60", "before Thunderbird 60"),
        ("=tb115", "Thunderbird 115"),
        ("tb102", "Thunderbird 102 or later"),
        ("not mac", "not macOS"),
        ("win,tb8", "Windows, Thunderbird 8 or later"),
        ("qubes", "qubes"),
    ],
)
def test_for_whom_a_stretch_is(said: str, words: str) -> None:
    assert platforms_of(said) == words
