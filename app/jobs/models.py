"""When each scheduled job was last asked for."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model


class ScheduledRun(Model):
    __tablename__ = "scheduled_runs"
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    last_at: Mapped[datetime]
