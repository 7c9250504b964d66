from datetime import timedelta

import pytest

from app.demo.offsets import parse_offset, say_offset


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("-3d 4h", timedelta(days=-3, hours=-4)),
        ("-20m", timedelta(minutes=-20)),
        ("+1d 6h", timedelta(days=1, hours=6)),
        ("-1d 2h 45m", timedelta(days=-1, hours=-2, minutes=-45)),
        ("now", timedelta(0)),
    ],
)
def test_a_distance_from_now_is_read_and_said_alike(text: str, length: timedelta) -> None:
    assert parse_offset(text) == length
    assert say_offset(length) == text


@pytest.mark.parametrize("text", ["", "-", "3d", "-4h 3d", "-3d4x", "-3d  4h", "-1d ", "yesterday", "- 3d"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no distance from now"):
        parse_offset(text)
