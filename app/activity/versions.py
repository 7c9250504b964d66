"""Page versions: raised with the change itself, in the same transaction.

Keys: `site` (brand, rules, catalogue, names: every page), `lists` (home, lists, feeds), `thread:N` (one thread or
article). The rows are written last and in order, so that two writers cannot wait for each other.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

SITE = "site"
LISTS = "lists"

_RAISE = text(
    "INSERT INTO page_versions (key, number) VALUES (:key, 1) "
    "ON CONFLICT (key) DO UPDATE SET number = page_versions.number + 1"
)


def thread_key(thread_id: int) -> str:
    return f"thread:{thread_id}"


def touch(session: Session, *keys: str) -> None:
    """Marks pages as changed; they are raised when the transaction commits."""
    session.info.setdefault("touched", set()).update(keys)


def raise_versions(session: Session) -> None:
    if keys := session.info.pop("touched", None):
        session.execute(_RAISE, [{"key": key} for key in sorted(keys)])


def forget(session: Session) -> None:
    session.info.pop("touched", None)
