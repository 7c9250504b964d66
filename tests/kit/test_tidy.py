"""What is taken from every text that somebody types, and what stays."""

from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.forms import on_one_line, tidy
from tests.attack.naughty.strings import NAUGHTY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a  b  ", "a  b"),
        ("\ta\n", "a"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x00b\x08c\x1bd\x7fe", "abcde"),
        ("a\x80b\x85c\x9fd", "abcd"),
        ("Ac\u200bme\u2060 \ufeffx", "Acme x"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\uffffc\ufdd0d\U0010ffffe", "abcde"),
        ("\u200b \x00 \ufeff", ""),
        ("\u200b", ""),
        ("", ""),
    ],
)
def test_what_nobody_sees_goes(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["a\tb\nc", "è é ñ", "a\u00a0b", "می\u200cخواهم", "👨\u200d👩\u200d👧", "❤\ufe0f", "عربى", "a\u202eb", "𝒳", "\ue000", "<b>&amp;", "%00"],
)  # fmt: skip
def test_what_somebody_may_mean_stays(typed: str) -> None:
    """Joiners spell words and make emoji; how a text runs is the page's to hold in."""
    assert tidy(typed) == typed


@pytest.mark.parametrize("value", [None, 7, True, ["a "], b" a "])
def test_what_is_no_text_is_left_alone(value: object) -> None:
    assert tidy(value) is value
    assert on_one_line(value) is value


@given(st.text(st.characters(codec=None)))
def test_what_is_left_can_be_kept_anywhere(typed: str) -> None:
    """In UTF-8, in XML, in PostgreSQL; and tidying twice is tidying once."""
    kept = tidy(typed)
    assert tidy(kept) == kept
    assert kept == kept.strip()
    assert "\x00" not in kept
    node = ElementTree.fromstring(f"<x>{escape(kept)}</x>".encode())  # noqa: S314 - our own
    assert (node.text or "") == kept


@pytest.mark.parametrize("naughty", NAUGHTY)
def test_naughty_strings_are_changed_by_what_is_said_above_alone(naughty: str) -> None:
    kept = tidy(naughty)
    assert tidy(kept) == kept
    if naughty.isprintable():
        assert kept == naughty.strip()


@pytest.mark.parametrize(
    ("typed", "line"),
    [("a\nb", "a b"), ("a \n\n b", "a b"), ("a\u2028b\u2029c", "a b c"), ("a  b", "a  b"), ("\n", " "), ("", "")],
)
def test_a_field_of_one_line_has_one(typed: str, line: str) -> None:
    assert on_one_line(typed) == line
