"""Keeping an index there: what the command line and the start of the site ask for."""

from app.search.backend import IndexBusy, IndexUnavailable
from app.search.index import backend, rebuild

__all__ = ["build_if_missing", "rebuild"]


def build_if_missing() -> bool:
    """Builds the index if there is none that this code can read; whether it did."""
    try:
        backend().count()
        return False
    except IndexBusy:
        return False
    except IndexUnavailable:
        rebuild()
        return True
