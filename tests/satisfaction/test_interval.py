"""The share with its interval, and that little is not shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.satisfaction.interval import LEAST, Share, share_of


def test_known_values() -> None:
    assert share_of(8, 10) == Share(80, 49, 94, 10)
    assert share_of(0, 10) == Share(0, 0, 28, 10)
    assert share_of(100, 100) == Share(100, 96, 100, 100)


def test_below_ten_nothing_is_said() -> None:
    assert share_of(9, 9) is None
    with pytest.raises(ValueError, match="3 of 2"):
        share_of(3, 2)


@settings(deadline=None)
@given(some.integers(LEAST, 5000), some.data())
def test_the_share_lies_in_its_interval(n: int, data: some.DataObject) -> None:
    found = share_of(data.draw(some.integers(0, n)), n)
    assert found is not None
    assert 0 <= found.low <= found.share <= found.high <= 100
