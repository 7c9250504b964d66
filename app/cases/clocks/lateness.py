"""What an act of the clock says of its own delay, when the worker had been down."""

from datetime import datetime, timedelta
from typing import Any

ON_TIME = timedelta(seconds=60)
"""Within this everything fires that has a time."""


def lateness(due: datetime | None, at: datetime) -> dict[str, Any]:
    """The data of an event: nothing when it came in time."""
    if due is None or at - due <= ON_TIME:
        return {}
    return {"late_seconds": int((at - due).total_seconds())}
