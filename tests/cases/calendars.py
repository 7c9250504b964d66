"""Desks that the clock tests keep, and how hypothesis makes more of them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from app.cases.hours import BusinessHours, Week, parse_week

any_calendar = settings(deadline=None, max_examples=50)
"""For tests over many calendars: each costs some milliseconds to lay out, on a busy machine far more."""

ROME = ZoneInfo("Europe/Rome")
ITALIAN_DESK = BusinessHours("Europe/Rome", parse_week("Mon-Fri 9-18"), country="IT")
SPLIT_DESK = BusinessHours("Europe/Rome", parse_week("Mon-Fri 9-13, 14-18; Sat 9-12"), country="IT", region="RM")
NIGHT_DESK = BusinessHours("Europe/Rome", parse_week("Mon-Sun 0:00-6:00, 22:00-24:00"))

ZONES = ("UTC", "Europe/Rome", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia")


def rome(*when: int) -> datetime:
    return datetime(*when, tzinfo=ROME)  # type: ignore[misc,arg-type]


@st.composite
def days(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    """Disjoint intervals of one day on the quarter hour."""
    marks = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    return tuple((start * 15, end * 15) for start, end in zip(marks[::2], marks[1::2], strict=False))


weeks: st.SearchStrategy[Week] = st.tuples(*[days()] * 7).filter(any)

calendars = st.builds(
    BusinessHours,
    zone=st.sampled_from(ZONES),
    week=weeks,
    country=st.sampled_from(("", "IT", "US")),
    exceptions=st.dictionaries(st.dates(date(2018, 10, 1), date(2018, 12, 1)), days(), max_size=4).map(
        lambda found: tuple(sorted(found.items()))
    ),
)

moments = st.timedeltas(timedelta(0), timedelta(days=210)).map(lambda after: datetime(2018, 9, 15, tzinfo=UTC) + after)
amounts = st.timedeltas(timedelta(0), timedelta(days=20))
