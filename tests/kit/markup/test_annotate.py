import pytest

from app.kit.markup import Mark, wrap_sentences

NOTE = '<p class="claim-note" role="note">N</p>'


def c(text: str) -> str:
    return f'<span class="claim">{text}</span>'


@pytest.mark.parametrize(
    ("html", "sentence", "marked"),
    [
        ("<p>Ah. It burns. Oh.</p><p>x</p>", "It burns.", f"<p>Ah. {c('It burns.')} Oh.</p>{NOTE}<p>x</p>"),
        ("<p>It <b>really</b>\nburns.</p>", "It really burns.", f"<p>{c('It ')}<b>{c('really')}</b>{c(chr(10) + 'burns.')}</p>{NOTE}"),
        ("<p>a &lt; b &amp; c</p>", "a < b & c", f"<p>{c('a &lt; b &amp; c')}</p>{NOTE}"),
        ("<p>a&nbsp;b</p>", "a b", f"<p>{c('a&nbsp;b')}</p>{NOTE}"),
        ("<ul><li>It burns.<ul><li>x</li></ul></li></ul>", "It burns.", f"<ul><li>{c('It burns.')}{NOTE}<ul><li>x</li></ul></li></ul>"),
        ("<table><tr><td><b>Hot</b></td><td>x</td></tr></table>", "Hot", f"<table><tr><td><b>{c('Hot')}</b>{NOTE}</td><td>x</td></tr></table>"),
        ("<h3>It burns</h3>\n<p>x</p>", "It burns x", f"<h3>{c('It burns')}</h3>\n<p>{c('x')}</p>{NOTE}"),
        ("<blockquote>\n<p>Hot</p>\n</blockquote>", "Hot", f"<blockquote>\n<p>{c('Hot')}</p>{NOTE}\n</blockquote>"),
        ("Hot<br>cold", "Hot cold", f"{c('Hot')}<br>{c('cold')}{NOTE}"),
        ("<b><p>Hot</p></b>", "Hot", f"<b><p>{c('Hot')}</p></b>{NOTE}"),
        ("<p>Run <code>rm x</code> now.</p>", "Run rm x now.", f"<p>{c('Run ')}<code>{c('rm x')}</code>{c(' now.')}</p>{NOTE}"),
        ("<p><code>rm x</code></p>", "rm", f"<p><code>{c('rm')} x</code></p>{NOTE}"),
        ("<pre><code>Hot\nx</code></pre>y", "Hot", f"<pre><code>{c('Hot')}\nx</code></pre>{NOTE}y"),
        ("<p>Run <code>rm x</code></p><p>Run rm</p>", "Run rm", f"<p>Run <code>rm x</code></p><p>{c('Run rm')}</p>{NOTE}"),
        ("<p>Run <code>rm x</code></p>", "Run rm", f"{NOTE}<p>Run <code>rm x</code></p>"),
        ("<p>Cold.</p>", "Hot.", f"{NOTE}<p>Cold.</p>"),
        ("<p>Cold.</p>", " ", f"{NOTE}<p>Cold.</p>"),
        ("", "Hot.", NOTE),
    ],
)  # fmt: skip
def test_the_sentence_is_wrapped_and_the_note_stands_by(html: str, sentence: str, marked: str) -> None:
    assert wrap_sentences(html, [Mark(sentence, "N")]) == marked


def test_marks_may_overlap_and_notes_keep_their_order() -> None:
    marked = wrap_sentences("<p>a b c</p>", [Mark("a b", "1"), Mark("b c", "2", "is-disputed")])
    assert marked == (
        f"<p>{c('a ')}{c(chr(60) + 'span class=' + chr(34) + 'claim is-disputed' + chr(34) + '>b</span>')}"
        '<span class="claim is-disputed"> c</span></p>'
        '<p class="claim-note" role="note">1</p><p class="claim-note is-disputed" role="note">2</p>'
    )


def test_a_class_cannot_leave_its_attribute() -> None:
    assert '"claim &quot;&gt;"' in wrap_sentences("<p>a</p>", [Mark("a", "1", '">')])
