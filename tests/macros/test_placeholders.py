"""Names in braces: which there are, what is put in, and what stays open."""

from hypothesis import given, settings
from hypothesis import strategies as some

from app.macros.placeholders import Placeholder, filled, open_in, unknown_in


def test_known_unknown_and_open() -> None:
    text = "Dear {customer}, your {oder} and {order}: {  } {x y} {order}"
    assert unknown_in(text) == ["oder"]
    assert open_in(text) == ["customer", "order"]
    assert filled(text, {Placeholder.CUSTOMER: "Ann"}) == "Dear Ann, your {oder} and {order}: {  } {x y} {order}"


def test_a_value_is_never_read_for_placeholders() -> None:
    assert filled("{customer} {agent}", {Placeholder.CUSTOMER: "{agent}", Placeholder.AGENT: "Gus"}) == "{agent} Gus"


@settings(deadline=None)
@given(some.text())
def test_without_values_a_text_stays_as_it_is(text: str) -> None:
    assert filled(text, {}) == text
