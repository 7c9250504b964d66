"""Groups are ordered, and made before any wait is looked at."""

from datetime import timedelta

from app.equity.asking import Asking, Channel
from app.equity.axes import Axis, Grouping, groupings

DAY = timedelta(days=1)


def asking(
    standing: int = 0,
    age: int = 100,
    posts: int = 9,
    language: str = "en",
    channel: Channel = Channel.PUBLIC,
    hours: float = 1,
) -> Asking:
    return Asking(timedelta(hours=hours), True, "", age * DAY, posts, standing, language, channel)


def by(axis: Axis, askings: list[Asking]) -> Grouping:
    return next(one for one in groupings(askings) if one.axis is axis)


def test_tenths_of_standing() -> None:
    found = by(Axis.STANDING, [asking(standing=number) for number in range(100)])
    assert found.names == tuple(str(tenth) for tenth in range(1, 11))
    assert [found.of.count(place) for place in range(10)] == [10] * 10
    assert found.of[99] == found.favoured


def test_equals_share_a_tenth() -> None:
    """Seventeen of twenty have nothing: they are in the middle of their places, and the three above in the last."""
    found = by(Axis.STANDING, [asking() for _one in range(17)] + [asking(standing=4) for _one in range(3)])
    assert found.names == ("5", "10")
    assert found.of == (0,) * 17 + (1,) * 3


def test_newcomers_and_regulars() -> None:
    found = by(
        Axis.NEWCOMER,
        [asking(age=29, posts=4), asking(age=30, posts=4), asking(age=29, posts=5), asking(age=30, posts=5)],
    )
    assert found.names == ("newcomer", "between", "regular")
    assert found.of == (0, 1, 1, 2)


def test_the_language_most_asked_in_is_the_one_that_might_be_favoured() -> None:
    found = by(Axis.LANGUAGE, [asking(language="it"), asking(language="it"), asking(language="en")])
    assert found.names == ("en", "it")
    assert found.of == (1, 1, 0)


def test_channels_from_what_nobody_sees_to_what_everybody_sees() -> None:
    found = by(Axis.CHANNEL, [asking(channel=one) for one in (Channel.PUBLIC, Channel.GUEST, Channel.PRIVATE)])
    assert found.names == ("guest", "private", "public")
    assert by(Axis.CHANNEL, [asking()]).names == ("public",)


def test_groups_do_not_depend_on_waits() -> None:
    one = [asking(standing=number % 7, hours=number) for number in range(50)]
    other = [asking(standing=number % 7, hours=50 - number) for number in range(50)]
    assert groupings(one) == groupings(other)
