import pytest

from app.kit.markup import excerpt


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("one,  two\nthree", 9, "one, two…"),
        ("one, two", 6, "one…"),
        ("unbreakable", 5, "unbr…"),
        ("one", 0, ""),
        ("", 5, ""),
    ],
)
def test_excerpt_ends_between_words(text: str, limit: int, short: str) -> None:
    assert excerpt(text, limit) == short
