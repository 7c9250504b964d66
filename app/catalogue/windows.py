"""Peer windows as people write them: hours, in halves or tenths; kept in minutes."""

from decimal import Decimal, InvalidOperation

from app.kit.errors import Invalid
from app.kit.texts import N_


def minutes_of(hours: str) -> int:
    """ "1.5" or "1,5" hours are 90 minutes; Invalid for what is no plain number from 0.5 to 24."""
    try:
        number = Decimal(hours.strip().replace(",", ".")) if len(hours) <= 10 else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not Decimal("0.5") <= number <= 24:
        raise Invalid(N_("Write hours from 0.5 to 24, such as 8 or 1.5."), field="window")
    return int(round(number * 60))


def hours_of(minutes: int) -> str:
    """90 minutes are "1.5" hours."""
    return f"{minutes / 60:.4g}"
