"""How the report says things."""

from datetime import timedelta

from app.equity.asking import Channel, Measure
from app.equity.axes import Axis, Regular
from app.equity.ranks import Comparison
from app.equity.survival import Median, Ratio
from app.equity.verdict import Because, Verdict
from app.kit.spans import said_hours, said_span
from app.kit.texts import N_, Text

MEASURES = {
    Measure.STAFF_RESPONSE: N_("Until the first word from staff"),
    Measure.FIRST_ANSWER: N_("Until the first answer to a public question"),
}
COUNTED = {
    Measure.STAFF_RESPONSE: N_(
        "Private cases and questions handed to staff, from when they entered the queue. Counted while the desk is open, and around the clock for S1. Compared with cases of the same severity and skill."
    ),
    Measure.FIRST_ANSWER: N_(
        "From asking until somebody else answered, member or staff, by the wall clock. Compared with questions of the same category."
    ),
}
AXES = {
    Axis.STANDING: N_("Standing"),
    Axis.NEWCOMER: N_("Newcomers and regulars"),
    Axis.LANGUAGE: N_("Language"),
    Axis.CHANNEL: N_("Channel"),
}
MEANS = {
    Axis.STANDING: N_(
        "Accepted answers plus votes received before asking, in tenths of all who asked. It stands in for reputation: it is what anybody could favour somebody for."
    ),
    Axis.NEWCOMER: N_("A newcomer had neither an account of 30 days nor 5 posts when asking, a regular had both."),
    Axis.LANGUAGE: N_("The language that most asked in against all others."),
    Axis.CHANNEL: N_("What everybody sees against what few see or nobody."),
}
GROUPS: dict[str, str] = {
    Regular.NEWCOMER: N_("Newcomers"),
    Regular.BETWEEN: N_("In between"),
    Regular.REGULAR: N_("Regulars"),
    Channel.GUEST: N_("Without an account"),
    Channel.PRIVATE: N_("Private case"),
    Channel.PUBLIC: N_("Public question"),
}
VERDICTS = {
    Verdict.FAIR: N_("fair"),
    Verdict.UNFAIR: N_("unfair"),
    Verdict.INSUFFICIENT: N_("insufficient data"),
}
HOW_SURE = {
    Because.ALIKE: N_("Shown to be alike: even at the ends of both intervals the difference is too small to matter."),
    Because.DIFFERENT: N_(
        "There is a difference that matters, and chance would hardly make one like it (less than once in twenty)."
    ),
    Because.ALONE: N_(
        "Nobody to compare with: all are in one group, or those of different groups never need the same."
    ),
    Because.TOO_FEW: N_("Too few asked: each side needs 200 before anything can be said."),
    Because.STILL_OPEN: N_("Too many still wait, or waited for nothing, to know how long half of them wait."),
    Because.TOO_WIDE: N_("Neither is shown: the intervals reach from no difference to one that would matter."),
    Because.ORDER: N_(
        "The two sides are alike, but among all groups the wait changes with their order. Look at the groups."
    ),
}


def group_said(name: str) -> Text | str:
    """Of an axis with words; a decile and a language are said by the page."""
    return Text(GROUPS[name]) if name in GROUPS else name


def hours_said(measure: Measure, hours: float) -> Text:
    """Open time has no days; wall time has."""
    span = timedelta(hours=hours)
    if span < timedelta(minutes=1):
        return Text(N_("under 1 min"))
    return said_hours(span) if measure is Measure.STAFF_RESPONSE else said_span(span)


def median_said(measure: Measure, found: Median) -> Text | str:
    """With its interval; an end that cannot be known yet is said as such."""
    if found.value is None:
        return Text(N_("not known yet: more than half wait"))
    low, high = found.low if found.low is not None else found.value, found.high
    if high is None:
        return Text(
            N_("%(median)s (from %(low)s, no upper end yet)"),
            median=hours_said(measure, found.value),
            low=hours_said(measure, low),
        )
    return Text(
        N_("%(median)s (%(low)s – %(high)s)"),
        median=hours_said(measure, found.value),
        low=hours_said(measure, low),
        high=hours_said(measure, high),
    )


def p_said(p: float) -> str:
    return f"{p:.3f}" if p >= 0.001 else "< 0.001"


def interval_said(found: Comparison | Ratio) -> str:
    """The effect with its 95 % interval: +0.08 (−0.02 … +0.18)."""
    value, sign = (found.delta, "+") if isinstance(found, Comparison) else (found.value, "")
    return " ".join((_figure(value, sign), f"({_figure(found.low, sign)} … {_figure(found.high, sign)})"))


def _figure(value: float, sign: str) -> str:
    return f"{value:{sign}.2f}".replace("-", "−")
