"""Keeping an index there: what the command line and the start of the site ask for."""

from app.kit import edge
from app.search.backend import IndexBusy, IndexUnavailable
from app.search.index import backend, rebuild
from app.search.marking import ask_for_rebuild

__all__ = ["build_if_missing", "rebuild"]


def build_if_missing() -> bool:
    """Builds the index if there is none that this code can read; whether it did. One that was made by other rules serves on,
    and the worker makes it anew beside it."""
    try:
        backend().count()
        if backend().analysed_otherwise():
            with edge.transaction():
                ask_for_rebuild()
        return False
    except IndexBusy:
        return False
    except IndexUnavailable:
        rebuild()
        return True
