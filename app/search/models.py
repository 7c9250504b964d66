"""What has changed since it was last indexed; words that mean the same."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kit.clock import now

SYNONYMS_MAX = 600
"""Characters of a group of words that mean the same."""


class Dirty(Model):
    """A document to be read again. Each new mark has a new stamp, so that whoever indexed an earlier state cannot take
    away the mark of a later one."""

    __tablename__ = "search_dirty"
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    stamp: Mapped[str] = mapped_column(String(32))


class SynonymGroup(Model):
    """Words that mean the same, in one language or ("") in any, a comma and a space between two.

    `former`: the words before the last change, so that it can be taken back; `removed_at`: kept, but not in use.
    """

    __tablename__ = "search_synonyms"
    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(10), default="")
    words: Mapped[str] = mapped_column(String(SYNONYMS_MAX))
    former: Mapped[str] = mapped_column(String(SYNONYMS_MAX), default="")
    changed_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None]
