import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.markup import Change, ChangeKind, diff_html, word_diff

SAME, REMOVED, ADDED = ChangeKind.SAME, ChangeKind.REMOVED, ChangeKind.ADDED
texts = st.lists(st.sampled_from(["a", "b", "cat", " ", "\n", ". ", "<b>"]), max_size=40).map("".join) | st.text(
    max_size=40
)


@pytest.mark.parametrize(
    ("old", "new", "html"),
    [
        ("", "", ""),
        ("a b", "a b", "a b"),
        ("a b c", "a x c", "a <del>b</del><ins>x</ins> c"),
        ("", "a", "<ins>a</ins>"),
        ("a", "", "<del>a</del>"),
        ("one\ntwo\n", "one\n2\ntwo\n", "one\n<ins>2\n</ins>two\n"),
        ("<b>", "<i>", "&lt;<del>b</del><ins>i</ins>&gt;"),
    ],
)
def test_diff_html(old: str, new: str, html: str) -> None:
    assert diff_html(old, new) == html


@given(texts, texts)
def test_both_texts_can_be_read_from_the_changes(old: str, new: str) -> None:
    assert_faithful(old, new, word_diff(old, new))


@given(texts)
def test_nothing_changed_is_one_change_of_kind_same(text: str) -> None:
    assert word_diff(text, text) == ([Change(SAME, text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 15_000, "b " * 15_000),
        ("a b " * 7_500, "b a " * 7_500),
        ("a\n" * 15_000, "b\na\n" * 7_500),
        (" ".join(random.Random(1).choices("abc", k=15_000)), " ".join(random.Random(2).choices("abc", k=15_000))),
    ],
)
def test_long_texts_that_differ_everywhere_end_and_stay_faithful(old: str, new: str) -> None:
    assert_faithful(old, new, word_diff(old, new))


def assert_faithful(old: str, new: str, changes: list[Change]) -> None:
    assert "".join(text for kind, text in changes if kind is not ADDED) == old
    assert "".join(text for kind, text in changes if kind is not REMOVED) == new
    assert all(text for _, text in changes)
    assert all(first.kind is not second.kind for first, second in zip(changes, changes[1:], strict=False))
