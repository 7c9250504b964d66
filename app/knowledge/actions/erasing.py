"""Somebody closed their account: what they told editors alone goes with them."""

from sqlalchemy import update

from app.extensions import db
from app.knowledge.models import ArticleFeedback, GapReporter


def erase_with_person(user_id: int) -> None:
    """Whether an article helped, and that something was missing, stay: as numbers."""
    for gone in (
        update(ArticleFeedback).where(ArticleFeedback.user_id == user_id).values(why=""),
        update(GapReporter).where(GapReporter.user_id == user_id).values(email="", text="", page=""),
    ):
        db.session.execute(gone)
