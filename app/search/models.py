"""What has changed since it was last indexed."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kit.clock import now


class Dirty(Model):
    """A document to be read again. Each new mark has a new stamp, so that whoever indexed an earlier state cannot take
    away the mark of a later one."""

    __tablename__ = "search_dirty"
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    stamp: Mapped[str] = mapped_column(String(32))
