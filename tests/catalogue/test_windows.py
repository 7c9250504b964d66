"""Hours as people write them, short names as addresses need them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.naming import SLUG, clean_slug, slug_from
from app.catalogue.windows import hours_of, minutes_of
from app.kit.errors import Invalid


@pytest.mark.parametrize(("hours", "minutes"), [("8", 480), ("0.5", 30), ("1,5", 90), (" 24 ", 1440), ("0.75", 45)])
def test_hours_are_read(hours: str, minutes: int) -> None:
    assert minutes_of(hours) == minutes


@pytest.mark.parametrize(
    "wrong", ["", "0.4", "24.1", "-1", "eight", "NaN", "inf", "1e400", "1" * 20, "8 h", "0x8", "½"]
)
def test_what_is_no_window(wrong: str) -> None:
    with pytest.raises(Invalid):
        minutes_of(wrong)


@given(st.integers(30, 1440))
def test_what_is_shown_can_be_sent_again(minutes: int) -> None:
    assert abs(minutes_of(hours_of(minutes)) - minutes) <= 1


@given(st.text(max_size=200))
def test_a_short_name_can_stand_in_an_address_or_is_empty(name: str) -> None:
    slug = slug_from(name)
    assert not slug or (SLUG.fullmatch(slug) and len(slug) <= 60 and clean_slug(slug) == slug)
