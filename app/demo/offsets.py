"""Times as the script writes them: a distance from now, such as `-3d 4h` or `+30m`."""

import re
from datetime import timedelta

_FORM = re.compile(r"(?P<sign>[+-])(?:(?P<d>\d+)d)?(?:(?: (?=\d))?(?P<h>\d+)h)?(?:(?: (?=\d))?(?P<m>\d+)m)?")


def parse_offset(text: str) -> timedelta:
    """The signed distance from now. Days, hours, minutes in this order, each at most once; `now` is zero.

    Raises ValueError for anything else, an empty distance too.
    """
    if text == "now":
        return timedelta(0)
    found = _FORM.fullmatch(text)
    if not found or not any(found.group(unit) for unit in "dhm"):
        raise ValueError(f"“{text}” is no distance from now (write -3d 4h, -20m, +1d or now)")
    days, hours, minutes = (int(found.group(unit) or 0) for unit in "dhm")
    length = timedelta(days=days, hours=hours, minutes=minutes)
    return -length if found.group("sign") == "-" else length


def say_offset(length: timedelta) -> str:
    """The inverse of `parse_offset`, for messages."""
    if not length:
        return "now"
    minutes = round(abs(length).total_seconds() / 60)
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "m"))
    return ("-" if length < timedelta(0) else "+") + " ".join(f"{count}{unit}" for count, unit in parts if count)
