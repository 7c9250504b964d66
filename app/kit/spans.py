"""How long something took, in few words: "25 min", "3 h 20 min", "2 days 4 h"."""

from datetime import timedelta

from app.kit.texts import N_, Text

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def said_span(span: timedelta) -> Text:
    """Wall time: to the minute below two days, to the hour from there on."""
    if span < 2 * _DAY:
        return said_hours(span)
    return Text(N_("%(days)s days %(hours)s h"), days=span // _DAY, hours=span % _DAY // _HOUR)


def said_hours(span: timedelta) -> Text:
    """Open time, which has no days of 24 hours; what is below nothing is nothing."""
    span = max(span, timedelta(0))
    if span < _HOUR:
        return Text(N_("%(minutes)s min"), minutes=span // _MINUTE)
    if span % _HOUR < _MINUTE:
        return Text(N_("%(hours)s h"), hours=span // _HOUR)
    return Text(N_("%(hours)s h %(minutes)s min"), hours=span // _HOUR, minutes=span % _HOUR // _MINUTE)
