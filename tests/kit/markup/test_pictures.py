"""Our own pictures in bodies: shown in one form; every other picture stays a link."""

import pytest

from app.kit.markup import SourceFormat, render, sanitise
from app.kit.markup.pictures import links_in, markdown_of, names_in, size_of, with_whole_addresses
from tests.kit.markup.safety import faults

NAME = "0123456789abcdef0123456789-640x480.png"
WIDE = "0123456789abcdef0123456789-1600x900.webp"
SHOWN = f'<img src="/images/{NAME}" alt="%s" width="640" height="480" loading="lazy">'
REL = 'rel="nofollow ugc noopener"'


def html_of(source: str, source_format: SourceFormat = SourceFormat.MARKDOWN) -> str:
    return render(source, source_format).html.strip()


def test_ours_is_shown_with_its_size_and_words() -> None:
    html = html_of(f"a ![the \\[log\\]](/images/{NAME}) b")
    assert html == f"<p>a {SHOWN % 'the [log]'} b</p>"
    assert faults(html) == []
    assert sanitise(html) == html


def test_one_that_is_shown_smaller_leads_to_itself_and_is_no_link_of_the_writer() -> None:
    html = html_of(f"![log](/images/{WIDE})\n\n[![log](/images/{WIDE})](https://a.example)")
    assert html.count(f'<a href="/images/{WIDE}" {REL}><img ') == 1
    assert html.count(f'<a href="https://a.example" {REL}><img ') == 1
    assert links_in(html) == 1
    assert links_in(html_of(f"[x](/images/{NAME}) ![x](http://b.example/x.png)")) == 2
    assert faults(html) == []
    assert sanitise(html) == html


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/images/" + NAME,
        "//a.example/images/" + NAME,
        "/images/../images/" + NAME,
        "/images/" + NAME + "?x=1",
        "/images/" + NAME + "#x",
        "/images/" + NAME.replace("640", "2001"),
        "/images/" + NAME.replace("640", "0640"),
        "/images/" + NAME.replace(".png", ".svg"),
        "/images/" + NAME.upper(),
        "/IMAGES/" + NAME,
        "images/" + NAME,
        "/images/x.png",
    ],
)
def test_any_other_address_is_a_link_at_most(address: str) -> None:
    assert size_of(address) is None
    for html in (html_of(f"![cat]({address})"), html_of(f'<img src="{address}" alt="cat">', SourceFormat.HTML)):
        assert "<img" not in html
        assert "cat" in html
        assert faults(html) == []


@pytest.mark.parametrize(
    "tag",
    [
        f'<img src="/images/{NAME}" alt="a" onerror="x()" onload=x() style="width:9999px" srcset="http://a/x 2x">',
        f'<img src="/images/{NAME}" src="http://a.example/x.png" alt="a" width="9999" height="1" loading="eager">',
        f"<img alt=a src=/images/{NAME} class=big id=main usemap=#x crossorigin referrerpolicy=unsafe-url>",
    ],
)
def test_nothing_else_comes_with_it(tag: str) -> None:
    assert html_of(tag, SourceFormat.HTML) == SHOWN % "a"
    assert sanitise(tag) == SHOWN % "a"


def test_sanitising_drops_pictures_that_are_none_of_ours() -> None:
    assert sanitise('a<img src="http://a.example/x.png" alt="b"><img><img src="data:image/png,x">c') == "ac"


def test_its_words_are_in_the_text_on_a_line_of_their_own() -> None:
    body = render(
        f"before ![the *log* of “it” & <b>](/images/{NAME}) after\n\n![](/images/{NAME})", SourceFormat.MARKDOWN
    )
    assert body.text == "before\nthe log of “it” & <b>\nafter"


@pytest.mark.parametrize(
    "words", ["plain", "a [b] (c) ![d]", "`x` *y* _z_ ~~s~~", "\\ back\\[", "&amp; <i> |", "# a\n- b", "]("]
)
def test_the_words_somebody_types_come_out_as_they_were(words: str) -> None:
    said = " ".join(words.split())
    assert render(markdown_of(NAME, words), SourceFormat.MARKDOWN).text == said


def test_names_are_found_in_text_and_html_once_each() -> None:
    text = f"![a](/images/{NAME}) and {NAME} and /images/{WIDE}) ![a](/images/{NAME})"
    assert names_in(text) == [NAME, WIDE] == names_in(html_of(text + f" ![b](/images/{WIDE})"))


def test_elsewhere_it_has_its_whole_address_and_words_stay_as_they_are() -> None:
    html = html_of(f'`src="/images/{NAME}"` ![a](/images/{NAME})')
    assert with_whole_addresses(html, "https://c.example") == html.replace(
        '<img src="/images/', '<img src="https://c.example/images/'
    )
